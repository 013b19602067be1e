import { TELEGRAM, WHATSAPP } from '../../../tools/sandbox/appCodes';
import {
	americanNumbers,
	britishNumbers,
	canadianNumbers,
	randomNumbers,
} from '../../helpers/fictionalNumbers';
import { ask, download, fields, paths, post, upload, uploadForm } from './client';
import { readZip } from './readZip';
import { closeAll, start } from './sandboxes';

afterEach(closeAll);

const DAY_MS = 24 * 60 * 60 * 1000;

describe('every sandbox endpoint', () => {
	it('returns compact JSON as text/html with HTTP 200', async () => {
		const sandbox = await start({ rechargePoints: 1000, bonusPoints: 5 });
		const response = await post(sandbox.url + paths.balance, fields(sandbox));
		expect(response.status).toBe(200);
		expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
		expect(response.body.toString()).toBe(
			'{"RES":"100","ERR":"","DATA":{"balance1":"1000","balance2":"5"}}',
		);
	});

	it('accepts urlencoded and multipart forms', async () => {
		const sandbox = await start();
		const sendID = await upload(sandbox, britishNumbers(3));
		for (const endpoint of ['query', 'balance'] as const) {
			const form = fields(sandbox, { sendID });
			const multipart = new FormData();
			form.forEach((value, name) => multipart.set(name, value));
			const envelope = await ask(sandbox, endpoint, multipart);
			expect(envelope.RES).toBe('100');
			expect(envelope).toEqual(await ask(sandbox, endpoint, form));
		}
	});

	it.each(['upload', 'query', 'download', 'balance'] as const)(
		'refuses a wrong or missing account or password, at endpoint %s',
		async (endpoint) => {
			const sandbox = await start();
			const sendID = await upload(sandbox, britishNumbers(3));
			for (const [account, pass] of [
				['demo', 'wrong'],
				['Demo', 'sandbox-demo'],
				['demo', ''],
			]) {
				const form = uploadForm(sandbox, britishNumbers(3));
				form.set('sendID', sendID);
				form.set('account', account);
				form.set('pass', pass);
				expect(await ask(sandbox, endpoint, form)).toEqual({
					RES: '101',
					ERR: 'Wrong account or password',
				});
			}
			expect(sandbox.uploads).toHaveLength(1);
		},
	);

	it('joins a field that was sent twice, like ASP.NET', async () => {
		const sandbox = await start();
		const twice = fields(sandbox);
		twice.append('account', sandbox.account);
		expect((await ask(sandbox, 'balance', twice)).RES).toBe('101');
		expect(sandbox.requests[0]).toMatchObject({
			fields: { account: 'demo,demo' },
			fieldNames: ['account', 'pass', 'account'],
			passwordRight: true,
		});
	});

	it('finds no fields in a body of another type', async () => {
		const sandbox = await start();
		const bytes = Buffer.from(JSON.stringify({ account: 'demo', pass: 'sandbox-demo' }));
		for (const type of ['application/json', 'text/plain', 'multipart/form-data']) {
			expect((await ask(sandbox, 'balance', { type, bytes })).RES).toBe('101');
		}
		const response = await post(sandbox.url + paths.balance, { type: 'nonsense', bytes });
		expect(response.status).toBe(400);
		expect(response.body.toString()).toMatch('<h1>Server Error</h1>');
	});

	it('returns HTTP 500 for a garbled form of any length', async () => {
		const sandbox = await start();
		const bytes = Buffer.concat([Buffer.from('--b\r\nno header\r\n'), Buffer.alloc(20_000_000)]);
		const type = 'multipart/form-data; boundary=b';
		const response = await post(sandbox.url + paths.upload, { type, bytes });
		expect(response).toMatchObject({ status: 500, complete: true });
		expect((await ask(sandbox, 'balance')).RES).toBe('100');
	});

	it('refuses GET and returns HTTP 500 for a form that is cut off', async () => {
		const sandbox = await start();
		const query = fields(sandbox).toString();
		const got = await fetch(`${sandbox.url}${paths.balance}?${query}`);
		expect(got.status).toBe(200);
		expect(await got.json()).toEqual({ RES: '102', ERR: 'Only POST is supported' });
		expect(JSON.stringify(sandbox.requests)).not.toContain(sandbox.password);

		const whole = new Response(uploadForm(sandbox, britishNumbers(3)));
		const bytes = Buffer.from(await whole.arrayBuffer()).subarray(0, -20);
		const type = whole.headers.get('content-type')!;
		const response = await post(sandbox.url + paths.upload, { type, bytes });
		expect(response.status).toBe(500);
		expect(response.body.toString()).toContain("Server Error in '/' Application.");
		expect(sandbox.uploads).toHaveLength(0);
	});

	it.each(['/', '/api/query.ashx', '/api/Query.ashx/', '/api/Status.ashx'])(
		'is nowhere else: %s',
		async (path) => {
			const sandbox = await start();
			const response = await post(sandbox.url + path, fields(sandbox));
			expect(response.status).toBe(404);
			expect(response.headers['content-type']).toMatch('text/html');
			expect(sandbox.requests).toMatchObject([{ endpoint: 'none', path, method: 'POST' }]);
		},
	);
});

describe('the upload endpoint', () => {
	it('accepts a list, charges it and increments the sendID', async () => {
		const sandbox = await start({ rechargePoints: 100, bonusPoints: 5, pricePerNumber: 1 });
		const numbers = britishNumbers(8);
		expect(await upload(sandbox, numbers)).toBe('42992');
		expect(sandbox.points()).toEqual({ recharge: 97, bonus: 0 });
		// Sending the same list again creates a second job and is charged again.
		expect(await upload(sandbox, numbers, TELEGRAM)).toBe('42993');
		expect(sandbox.points()).toEqual({ recharge: 89, bonus: 0 });
		expect(sandbox.uploads).toMatchObject([
			{ sendID: '42992', appCode: WHATSAPP, appName: 'Ws', country: 'GB', count: 8 },
			{ sendID: '42993', appCode: TELEGRAM, appName: 'Tg' },
		]);
		expect(sandbox.uploads[0].numbers()).toEqual(numbers);
	});

	it('charges the very last points', async () => {
		const sandbox = await start({ rechargePoints: 2, bonusPoints: 1, pricePerNumber: 1 });
		await upload(sandbox, britishNumbers(3));
		expect(sandbox.points()).toEqual({ recharge: 0, bonus: 0 });
	});

	it('charges every line, including those sent twice', async () => {
		const sandbox = await start({ rechargePoints: 10, bonusPoints: 0, pricePerNumber: 2.5 });
		await upload(sandbox, [...americanNumbers(1), ...americanNumbers(1), ...americanNumbers(1)]);
		expect(sandbox.points()).toEqual({ recharge: 2.5, bonus: 0 });
	});

	it('charges fractions of points by app and returns the count and the points left', async () => {
		const sandbox = await start({ rechargePoints: 49.8332, bonusPoints: 0.0002 });
		const numbers = britishNumbers(20);
		const { DATA } = await ask(sandbox, 'upload', uploadForm(sandbox, numbers));
		// WhatsApp: 0.115 points for 10,000 numbers.
		expect(DATA).toEqual({
			sendid: '42992',
			sendID: '42992',
			line: '20',
			jifen: '49.8331700+0.0000',
		});
		const telegram = await ask(sandbox, 'upload', uploadForm(sandbox, numbers, TELEGRAM));
		// Telegram: 4.286 points for 10,000 numbers.
		expect(telegram.DATA).toMatchObject({ line: '20', jifen: '49.8245980+0.0000' });
		expect(sandbox.points()).toEqual({ recharge: 49.824598, bonus: 0 });
		const { DATA: balance } = await ask(sandbox, 'balance');
		expect(balance).toEqual({ balance1: '49.824598', balance2: '0' });
	});

	it('accepts the file before the fields', async () => {
		const sandbox = await start();
		const form = new FormData();
		form.set('file', new Blob(['447700900000']), '号码.txt');
		form.set('type', WHATSAPP);
		form.set('pass', sandbox.password);
		form.set('account', sandbox.account);
		expect((await ask(sandbox, 'upload', form)).RES).toBe('100');
		expect(sandbox.requests[0]).toMatchObject({
			endpoint: 'upload',
			method: 'POST',
			path: '/api/UploadDx.ashx',
			contentType: expect.stringMatching('multipart/form-data; boundary='),
			fields: { account: 'demo', type: WHATSAPP },
			fieldNames: ['file', 'type', 'pass', 'account'],
			passwordRight: true,
			file: { name: '号码.txt', contentType: 'application/octet-stream', size: 12 },
			sendID: '42992',
		});
		expect(sandbox.requests[0].fields).not.toHaveProperty('pass');
	});

	it('accepts a large list', async () => {
		const sandbox = await start({ countryRule: 'any', rechargePoints: 1e6 });
		const numbers = randomNumbers(100_000);
		const sendID = await upload(sandbox, numbers);
		expect(sandbox.uploads[0].numbers().join() === numbers.join()).toBe(true);
		const lists = await Promise.all([
			download(sandbox, sendID, '2'),
			download(sandbox, sendID, '3'),
		]);
		const statuses = ['activated', 'unregistered'];
		lists.forEach(({ body, complete }, index) => {
			const expected = numbers.filter(
				(number) => sandbox.statusOf(number, WHATSAPP) === statuses[index],
			);
			expect(complete).toBe(true);
			expect(body.toString() === expected.map((number) => `${number}\n`).join('')).toBe(true);
		});
	});

	describe('refuses without charge', () => {
		const cases: Array<[string, (form: FormData) => void, string, string]> = [
			['an unknown app', (form) => form.set('type', 'whatsapp'), '103', 'Unknown type'],
			['no app', (form) => form.delete('type'), '103', 'Unknown type'],
			['no file', (form) => form.delete('file'), '104', 'No file was uploaded'],
			[
				'numbers in a field without a file name',
				(form) => form.set('file', '447700900000\n'),
				'104',
				'No file was uploaded',
			],
			[
				'a file under another name',
				(form) => {
					form.delete('file');
					form.set('files', new Blob(['447700900000\n']), 'numbers.txt');
				},
				'104',
				'No file was uploaded',
			],
			['an empty file', setFile(''), '105', 'The file is empty'],
			[
				'a bad line',
				setFile('447700900000\n07700900001\n'),
				'106',
				'Not a number with country code: line 2',
			],
			[
				'two countries',
				setFile([...americanNumbers(1), ...canadianNumbers(1)].join('\n')),
				'107',
				'Only one country one time: line 2',
			],
			['too few numbers', setFile('447700900000'), '108', 'Too few numbers: at least 2'],
			['too few points', setFile(britishNumbers(11).join('\n')), '109', 'Not enough points'],
		];

		function setFile(content: string) {
			return (form: FormData) => form.set('file', new Blob([content]), 'numbers.txt');
		}

		it.each(cases)('%s', async (_, change, RES, ERR) => {
			const sandbox = await start({
				rechargePoints: 9,
				bonusPoints: 1,
				minLines: 2,
				pricePerNumber: 1,
			});
			const form = uploadForm(sandbox, britishNumbers(3));
			change(form);
			expect(await ask(sandbox, 'upload', form)).toEqual({ RES, ERR });
			expect(sandbox.uploads).toEqual([]);
			expect(sandbox.points()).toEqual({ recharge: 9, bonus: 1 });
			expect(sandbox.requests[0].sendID).toBeUndefined();
		});

		it('refuses a file part without a file name', async () => {
			const sandbox = await start();
			const part = (disposition: string, type: string, text: string) =>
				`--b\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
			const bytes = Buffer.from(
				part('name="account"', 'text/plain', sandbox.account) +
					part('name="pass"', 'text/plain', sandbox.password) +
					part('name="type"', 'text/plain', WHATSAPP) +
					part('name="file"', 'application/octet-stream', '447700900000') +
					'--b--\r\n',
			);
			const body = { type: 'multipart/form-data; boundary=b', bytes };
			expect((await ask(sandbox, 'upload', body)).RES).toBe('104');
			expect(sandbox.requests[0].file).toMatchObject({ name: undefined, size: 12 });
		});
	});
});

describe('the query endpoint', () => {
	it('reports a detection that takes no time as complete', async () => {
		const sandbox = await start({ now: () => 0 });
		const sendID = await upload(sandbox, britishNumbers(3));
		expect(await ask(sandbox, 'query', fields(sandbox, { sendID }))).toHaveProperty(
			'DATA.status',
			'2',
		);
	});

	it('reports the progress of a detection', async () => {
		let now = 1_000_000;
		const sandbox = await start({ jobSeconds: 60, now: () => now });
		const numbers = britishNumbers(500);
		const sendID = await upload(sandbox, numbers);
		const count = (status: string) =>
			numbers.filter((number) => sandbox.statusOf(number, WHATSAPP) === status).length;
		const query = async () => (await ask(sandbox, 'query', fields(sandbox, { sendID }))).DATA;

		expect(await query()).toEqual({ status: '1', number2: '0', number3: '0' });
		now += 59_999;
		const almost = (await query())!;
		expect(almost.status).toBe('1');
		expect(Number(almost.number2)).toBeLessThan(count('activated'));
		now += 1;
		expect(await query()).toEqual({
			status: '2',
			number2: String(count('activated')),
			number3: String(count('unregistered')),
		});
		expect(sandbox.requests.map(({ at }) => at)).toEqual([
			1_000_000, 1_000_000, 1_059_999, 1_060_000,
		]);
	});
});

describe('the download endpoint', () => {
	it('streams the lists with their length and a file name', async () => {
		const sandbox = await start();
		const numbers = britishNumbers(50);
		const sendID = await upload(sandbox, numbers.join('\r\n'));
		for (const [type, status] of [
			['2', 'activated'],
			['3', 'unregistered'],
		] as const) {
			const { status: code, headers, body } = await download(sandbox, sendID, type);
			const expected = numbers.filter((n) => sandbox.statusOf(n, WHATSAPP) === status);
			expect(body.toString()).toBe(expected.map((number) => `${number}\n`).join(''));
			expect(code).toBe(200);
			expect(headers['content-length']).toBe(String(body.length));
			expect(headers['content-disposition']).toBe(`attachment; filename=42992_${status}.txt`);
		}
	});

	it('returns a ZIP of both lists', async () => {
		const sandbox = await start();
		const sendID = await upload(sandbox, britishNumbers(50));
		const { headers, body } = await download(sandbox, sendID, '1');
		expect(headers['content-disposition']).toBe('attachment; filename=42992_zip.zip');
		const entries = readZip(body);
		expect(entries.map(({ name }) => name.toString())).toEqual([
			'activated.txt',
			'unregistered.txt',
		]);
		expect(entries[0].content).toBe((await download(sandbox, sendID, '2')).body.toString());
		expect(entries[1].content).toBe((await download(sandbox, sendID, '3')).body.toString());
	});

	it('refuses an upload that is unknown, unfinished or no longer kept', async () => {
		let now = 0;
		const sandbox = await start({ jobSeconds: 10, now: () => now });
		const sendID = await upload(sandbox, britishNumbers(3));
		const refused = async (endpoint: 'query' | 'download', more: Record<string, string>) =>
			(await ask(sandbox, endpoint, fields(sandbox, more))).RES;

		expect(await refused('download', { sendID, type: '2' })).toBe('111');
		now = 10_000;
		expect(await refused('download', { sendID, type: '4' })).toBe('112');
		expect(await refused('download', { sendID })).toBe('112');
		for (const unknown of ['42991', '', ' 42992']) {
			expect(await refused('download', { sendID: unknown, type: '2' })).toBe('110');
			expect(await refused('query', { sendID: unknown })).toBe('110');
		}
		now += 7 * DAY_MS - 1;
		expect((await download(sandbox, sendID, '2')).headers).toHaveProperty('content-disposition');
		now += 1;
		expect(await refused('download', { sendID, type: '2' })).toBe('110');
		expect(await refused('query', { sendID })).toBe('110');
	});
});
