/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { WHATSAPP } from '../../../tools/sandbox/appCodes';
import { inForm } from '../../../tools/sandbox/numberForms';
import type { QuirkRule } from '../../../tools/sandbox/quirks/QuirkRule';
import { type Endpoint, type QuirkName, quirkNames } from '../../../tools/sandbox/quirks/quirks';
import type { Sandbox } from '../../../tools/sandbox/startSandbox';
import { britishNumbers } from '../../helpers/fictionalNumbers';
import { ask, download, fields, paths, post, type RawResponse, upload, uploadForm } from './client';
import { readZip } from './readZip';
import { closeAll, start } from './sandboxes';

afterEach(closeAll);

const numbers = britishNumbers(40);
const ERROR_PAGE = "Server Error in '/' Application.";

/** A sandbox with one finished upload, and that upload's activated numbers. */
async function startWithUpload(sent = numbers): Promise<{
	sandbox: Sandbox;
	sendID: string;
	activated: string[];
}> {
	const sandbox = await start();
	const sendID = await upload(sandbox, sent);
	const activated = sent.filter((number) => sandbox.statusOf(number, WHATSAPP) === 'activated');
	return { sandbox, sendID, activated };
}

/** The response to a query under a quirk. */
async function queryWith(
	value: Omit<QuirkRule, 'endpoint'>,
	stopAfter?: number,
): Promise<RawResponse> {
	const { sandbox, sendID } = await startWithUpload();
	sandbox.addQuirk({ ...value, endpoint: 'query' });
	return await post(sandbox.url + paths.query, fields(sandbox, { sendID }), stopAfter);
}

/** The response to a download of the activated list under quirks. */
async function downloadWith(...rules: QuirkRule[]): Promise<RawResponse & { activated: string[] }> {
	const { sandbox, sendID, activated } = await startWithUpload();
	rules.forEach((rule) => sandbox.addQuirk(rule));
	return { ...(await download(sandbox, sendID, '2')), activated };
}

/** The DATA of an accepted upload's response under a quirk. */
async function uploadedWith(rule: QuirkRule): Promise<Record<string, string> | undefined> {
	const sandbox = await start({ quirks: [rule] });
	return (await ask(sandbox, 'upload', uploadForm(sandbox, numbers))).DATA;
}

async function json(response: Promise<RawResponse>): Promise<Record<string, unknown>> {
	return JSON.parse((await response).body.toString()) as Record<string, unknown>;
}

function withLineEnds(lines: string[], lineEnd = '\n'): string {
	return lines.map((line) => line + lineEnd).join('');
}

async function lacksTheRest(response: Promise<RawResponse>): Promise<void> {
	const { complete, headers, body } = await response;
	expect(complete).toBe(false);
	expect(Number(headers['content-length'])).toBeGreaterThan(body.length);
}

/** The outcomes of four queries, the last one ten seconds after the others. */
async function throttled(quirk: 'throttle' | 'throttle429'): Promise<unknown[]> {
	let now = Date.UTC(2030, 0, 1);
	const sandbox = await start({ now: () => now, quirks: [{ quirk }] });
	const sendIDs = [await upload(sandbox, numbers), await upload(sandbox, numbers)];
	const outcomes: unknown[] = [];
	for (const [pause, sendID] of [
		[0, sendIDs[0]],
		[9, sendIDs[1]],
		[9, sendIDs[0]],
		[10, sendIDs[1]],
	] as const) {
		now += pause * 1000;
		const { status, body } = await post(sandbox.url + paths.query, fields(sandbox, { sendID }));
		outcomes.push(quirk === 'throttle' ? JSON.parse(body.toString()).RES : status);
	}
	return outcomes;
}

const checks: Record<QuirkName, () => Promise<void>> = {
	slowResponse: async () => {
		const began = performance.now();
		expect(await json(queryWith({ quirk: 'slowResponse', value: '150' }))).toHaveProperty(
			'RES',
			'100',
		);
		expect(performance.now() - began).toBeGreaterThanOrEqual(149);
	},
	reset: async () => {
		await expect(queryWith({ quirk: 'reset' })).rejects.toMatchObject({ code: 'ECONNRESET' });
	},
	hang: async () => {
		const { sandbox } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'hang' });
		const outcome = post(sandbox.url + paths.balance, fields(sandbox)).catch(() => 'cut off');
		const later = new Promise((resolve) => setTimeout(resolve, 150, 'nothing yet'));
		expect(await Promise.race([outcome, later])).toBe('nothing yet');
		await sandbox.close();
		expect(await outcome).toBe('cut off');
	},
	refuse: async () => {
		expect(await json(queryWith({ quirk: 'refuse' }))).toEqual({ RES: '199', ERR: '余额不足' });
		expect(await json(queryWith({ quirk: 'refuse', value: '5:a:b' }))).toEqual({
			RES: '5',
			ERR: 'a:b',
		});
	},
	jsonDownload: async () => {
		const response = downloadWith({ quirk: 'jsonDownload' });
		expect(await json(response)).toEqual({ RES: '198', ERR: '文件生成失败' });
		expect((await response).status).toBe(200);
	},
	missingData: async () => {
		const success = { RES: '100', ERR: '' };
		expect(await json(queryWith({ quirk: 'missingData' }))).toEqual(success);
		for (const [value, DATA] of [
			['null', null],
			['""', ''],
			['{}', {}],
		] as const) {
			expect(await json(queryWith({ quirk: 'missingData', value }))).toEqual({ ...success, DATA });
		}
	},
	echoedForm: async () => {
		const { sandbox, sendID } = await startWithUpload();
		const echo = {
			account: sandbox.account,
			pass: sandbox.password,
			sendID,
			file: numbers.slice(0, 3).join('\n'),
		};
		sandbox.addQuirk({ quirk: 'echoedForm' });
		const query = async () => await ask(sandbox, 'query', fields(sandbox, { sendID }));
		expect(await query()).toMatchObject({ RES: '100', DATA: { ...echo, status: '2' } });
		sandbox.addQuirk({ quirk: 'refuse', value: '7:no' });
		expect(await query()).toEqual({ RES: '7', ERR: 'no', DATA: echo });
	},
	unknownStatus: async () => {
		const data = { status: '7', number2: expect.any(String), number3: expect.any(String) };
		expect(await json(queryWith({ quirk: 'unknownStatus' }))).toHaveProperty('DATA', data);
		expect(await json(queryWith({ quirk: 'unknownStatus', value: 'done' }))).toHaveProperty(
			'DATA.status',
			'done',
		);
	},
	extraCounts: async () => {
		expect(await json(queryWith({ quirk: 'extraCounts' }))).toHaveProperty('DATA', {
			status: '2',
			number2: expect.any(String),
			number3: expect.any(String),
			number4: '4',
			number5: '5',
		});
	},
	countMismatch: async () => {
		const { activated } = await startWithUpload();
		for (const [value, extra] of [
			[undefined, 1],
			['-2', -2],
		] as const) {
			expect(await json(queryWith({ quirk: 'countMismatch', value }))).toHaveProperty(
				'DATA.number2',
				String(activated.length + extra),
			);
		}
	},
	noPoints: async () => {
		expect(await uploadedWith({ quirk: 'noPoints' })).toEqual({ sendid: '42992', sendID: '42992' });
	},
	wrongLine: async () => {
		expect(await uploadedWith({ quirk: 'wrongLine' })).toMatchObject({ line: '39' });
		expect(await uploadedWith({ quirk: 'wrongLine', value: '2' })).toMatchObject({ line: '42' });
	},
	jifen: async () => {
		expect(await uploadedWith({ quirk: 'jifen' })).toMatchObject({ jifen: 'none' });
		expect(await uploadedWith({ quirk: 'jifen', value: '7.5' })).toMatchObject({ jifen: '7.5' });
	},
	throttle: async () => {
		const statuses = await throttled('throttle');
		expect(statuses).toEqual(['100', '197', '197', '100']);
	},
	lateCount: async () => {
		const counts = async (rule: Omit<QuirkRule, 'endpoint'>) =>
			(await json(queryWith(rule))).DATA as Record<string, string>;
		const right = await counts({ quirk: 'numericRes' });
		expect(await counts({ quirk: 'lateCount' })).toEqual({ ...right, number2: '0' });
		expect(await counts({ quirk: 'lateCount', value: 'number3' })).toEqual({
			...right,
			number3: '0',
		});
	},
	zeroCounts: async () => {
		expect(await json(queryWith({ quirk: 'zeroCounts' }))).toMatchObject({
			DATA: { status: '2', number2: '0', number3: '0' },
		});
	},
	numericRes: async () => {
		expect(await json(queryWith({ quirk: 'numericRes' }))).toHaveProperty('RES', 100);
	},
	paddedRes: async () => {
		expect(await json(queryWith({ quirk: 'paddedRes' }))).toHaveProperty('RES', '100 ');
	},
	crlf: async () => {
		const { body, activated } = await downloadWith({ quirk: 'crlf' });
		expect(body.toString()).toBe(withLineEnds(activated, '\r\n'));
	},
	plus: async () => {
		const { body, activated } = await downloadWith({ quirk: 'plus' });
		expect(body.toString()).toBe(withLineEnds(activated.map((number) => `+${number}`)));
	},
	noLastNewline: async () => {
		const { body, activated } = await downloadWith({ quirk: 'noLastNewline' });
		expect(body.toString()).toBe(activated.join('\n'));
	},
	shortDownload: async () => {
		for (const [value, missing] of [
			[undefined, 1],
			['5', 5],
		] as const) {
			const { body, complete, activated } = await downloadWith({ quirk: 'shortDownload', value });
			expect(body.toString()).toBe(withLineEnds(activated.slice(0, -missing)));
			expect(complete).toBe(true);
		}
	},
	emptyDownload: async () => {
		const { body, complete, status } = await downloadWith({ quirk: 'emptyDownload' });
		expect({ size: body.length, complete, status }).toEqual({
			size: 0,
			complete: true,
			status: 200,
		});
	},
	midLineDownload: async () => {
		const middle = await downloadWith({ quirk: 'midLineDownload' });
		const whole = withLineEnds(middle.activated);
		expect(middle.complete).toBe(true);
		expect(whole.startsWith(middle.body.toString())).toBe(true);
		expect(middle.body.length).toBeLessThan(whole.length * 0.6);
		expect(middle.activated).not.toContain(middle.body.toString().split('\n').at(-1));

		// With an even number of lines, the middle is a line end, so the cut is made later.
		for (const count of [38, 39, 40, 41]) {
			const { sandbox, sendID, activated } = await startWithUpload(britishNumbers(count));
			sandbox.addQuirk({ quirk: 'midLineDownload' });
			const cutOff = (await download(sandbox, sendID, '2')).body.toString().split('\n').at(-1)!;
			expect(activated).not.toContain(cutOff);
			expect(cutOff).not.toBe('');
		}

		const last = await downloadWith({ quirk: 'midLineDownload', value: 'last' });
		const lines = last.body.toString().split('\n');
		expect(last.complete).toBe(true);
		expect(lines.slice(0, -1)).toEqual(last.activated.slice(0, -1));
		expect(last.activated.at(-1)).toMatch(lines.at(-1)!);
		expect(last.activated).not.toContain(lines.at(-1));
	},
	truncatedDownload: async () => {
		const response = downloadWith({ quirk: 'truncatedDownload' });
		await lacksTheRest(response);
		const { headers, body, activated } = await response;
		const whole = withLineEnds(activated);
		expect(headers['content-length']).toBe(String(whole.length));
		expect(whole.startsWith(body.toString())).toBe(true);
		expect(body.toString().split('\n').at(-1)).not.toBe('');
		expect(activated).not.toContain(body.toString().split('\n').at(-1));
	},
	foreignNumbers: async () => {
		const { body, activated } = await downloadWith({ quirk: 'foreignNumbers', value: '2' });
		expect(body.toString()).toBe(withLineEnds([...activated, '99900000001', '99900000002']));
	},
	headerLine: async () => {
		const { body, activated } = await downloadWith({ quirk: 'headerLine', value: 'number' });
		expect(body.toString()).toBe(withLineEnds(['number', ...activated]));
	},
	quotedNumbers: async () => {
		const { body, activated } = await downloadWith({ quirk: 'quotedNumbers' }, { quirk: 'plus' });
		expect(body.toString()).toBe(withLineEnds(activated.map((number) => `"+${number}"`)));
	},
	columns: async () => {
		const { body, activated } = await downloadWith({ quirk: 'columns', value: '\t2' });
		expect(body.toString()).toBe(withLineEnds(activated.map((number) => `${number}\t2`)));
	},
	otherForm: async () => {
		const { body, activated } = await downloadWith({ quirk: 'otherForm' });
		expect(body.toString()).toBe(withLineEnds(activated.map((number) => number.slice(2))));
		expect(inForm('mexican', '525512345678')).toBe('5215512345678');
		expect(inForm('brazilian', '5511987654321')).toBe('551187654321');
		expect(inForm('brazilian', '551187654321')).toBe('5511987654321');
		expect(inForm('argentine', '5491123456789')).toBe('541123456789');
		expect(inForm('argentine', '541123456789')).toBe('5491123456789');
		expect(inForm('e164', '541123456789')).toBe('541123456789');
	},
	bothLists: async () => {
		const { sandbox, sendID } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'bothLists' });
		const lists = [];
		for (const type of ['2', '3'] as const) {
			lists.push((await download(sandbox, sendID, type)).body.toString());
		}
		const known = numbers.filter((number) => sandbox.statusOf(number, WHATSAPP) !== 'unknown');
		expect(lists).toEqual([withLineEnds(known), withLineEnds(known)]);
	},
	missingList: async () => {
		const { sandbox, sendID } = await startWithUpload();
		const whole = await download(sandbox, sendID, '3');
		for (const [value, status, text] of [
			['activated refusal', 200, '"RES":"198"'],
			['activated page', 200, ERROR_PAGE],
			['activated 503', 503, ERROR_PAGE],
		] as const) {
			sandbox.clearQuirks();
			sandbox.addQuirk({ quirk: 'missingList', value });
			const missing = await download(sandbox, sendID, '2');
			expect(missing.status).toBe(status);
			expect(missing.body.toString()).toContain(text);
			expect((await download(sandbox, sendID, '3')).body).toEqual(whole.body);
		}
	},
	cutLastLine: async () => {
		const { body, headers, complete, activated } = await downloadWith({ quirk: 'cutLastLine' });
		expect(body.toString()).toBe(withLineEnds(activated).slice(0, -2));
		expect(complete).toBe(true);
		expect(headers['content-length']).toBe(String(body.length));
	},
	duplicateLines: async () => {
		const { body, activated } = await downloadWith({ quirk: 'duplicateLines' });
		expect(body.toString()).toBe(withLineEnds(activated.flatMap((number) => [number, number])));
	},
	utf16Download: async () => {
		const { body, headers, activated } = await downloadWith({ quirk: 'utf16Download' });
		expect(body.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
		expect(body.subarray(2).toString('utf16le')).toBe(withLineEnds(activated));
		expect(headers['content-length']).toBe(String(body.length));
	},
	chunkedDownload: async () => {
		const { body, headers, activated } = await downloadWith({ quirk: 'chunkedDownload' });
		expect(body.toString()).toBe(withLineEnds(activated));
		expect(headers['content-length']).toBeUndefined();
		expect(headers['transfer-encoding']).toBe('chunked');
	},
	notAZip: async () => {
		const { sandbox, sendID } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'notAZip' });
		const { body, headers } = await download(sandbox, sendID, '1');
		expect(headers['content-type']).toBe('application/zip');
		expect(() => readZip(body)).toThrow('Not a ZIP file');
	},
	gbkNames: async () => {
		const { sandbox, sendID, activated } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'gbkNames' });
		const entries = readZip((await download(sandbox, sendID, '1')).body);
		const gbk = new TextDecoder('gbk', { fatal: true });
		expect(entries.map(({ name }) => gbk.decode(name))).toEqual(['已激活.txt', '未激活.txt']);
		expect(entries.map(({ namesAreUtf8 }) => namesAreUtf8)).toEqual([false, false]);
		expect(entries[0].content).toBe(withLineEnds(activated));
	},
	evilFileName: async () => {
		const { body, headers, activated } = await downloadWith({ quirk: 'evilFileName' });
		expect(headers['content-disposition']).toMatch('filename="../../etc/passwd"');
		const encoded = /filename\*=UTF-8''(.*)$/.exec(headers['content-disposition']!)![1];
		expect(decodeURIComponent(encoded)).toBe('../../etc/passwd\0\r\n\x1b\x7f.txt');
		expect(body.toString()).toBe(withLineEnds(activated));
	},
	fileName: async () => {
		const headerFor = async (value: string) =>
			(await downloadWith({ quirk: 'fileName', value })).headers['content-disposition'];
		const name = '列表_42992_activated.txt';
		const latin1 = (text: string) => Buffer.from(text).toString('latin1');
		expect(await headerFor('extended')).toBe(
			`attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
		);
		expect(await headerFor('percent')).toBe(`attachment; filename=${encodeURIComponent(name)}`);
		expect(await headerFor('raw')).toBe(latin1(`attachment; filename="${name}"`));
		expect(await headerFor('space')).toBe(latin1(`attachment; filename=${name.replace('_', ' ')}`));
	},
	status401: async () => {
		const { status, body } = await queryWith({ quirk: 'status401' });
		expect(status).toBe(401);
		expect(body.toString()).toMatch('<h1>Server Error</h1>');
	},
	status429: async () => {
		expect(await queryWith({ quirk: 'status429' })).toMatchObject({
			status: 429,
			headers: { 'retry-after': '1' },
		});
		expect((await queryWith({ quirk: 'status429', value: '30' })).headers['retry-after']).toBe(
			'30',
		);
	},
	throttle429: async () => {
		expect(await throttled('throttle429')).toEqual([200, 429, 429, 200]);
	},
	status500: async () => {
		const { status, body } = await queryWith({ quirk: 'status500' });
		expect(status).toBe(500);
		expect(body.toString()).toMatch(ERROR_PAGE);
	},
	status503: async () => {
		const { status, body } = await queryWith({ quirk: 'status503' });
		expect(status).toBe(503);
		expect(body.toString()).toMatch(ERROR_PAGE);
	},
	html200: async () => {
		const { status, body } = await queryWith({ quirk: 'html200' });
		expect(status).toBe(200);
		expect(body.toString()).toMatch(ERROR_PAGE);
	},
	httpRefusal: async () => {
		expect(await queryWith({ quirk: 'httpRefusal' })).toMatchObject({ status: 413 });
		expect(await queryWith({ quirk: 'httpRefusal', value: '404' })).toMatchObject({ status: 404 });
	},
	textDownload: async () => {
		const { status, body } = await downloadWith({ quirk: 'textDownload' });
		expect([status, body.toString()]).toEqual([200, '1001: not ready']);
	},
	empty200: async () => {
		const { status, body, complete } = await queryWith({ quirk: 'empty200' });
		expect({ status, size: body.length, complete }).toEqual({
			status: 200,
			size: 0,
			complete: true,
		});
	},
	redirect: async () => {
		const { status, headers } = await queryWith({ quirk: 'redirect', value: 'http://a.invalid/b' });
		expect(status).toBe(307);
		expect(headers.location).toBe('http://a.invalid/b');
	},
	slowBody: async () => {
		const began = performance.now();
		const { status, body, complete } = await queryWith({ quirk: 'slowBody' }, 3);
		expect({ status, body: body.toString(), complete }).toEqual({
			status: 200,
			body: '   ',
			complete: false,
		});
		expect(performance.now() - began).toBeGreaterThan(350);
	},
	stall: async () => {
		const whole = (await queryWith({ quirk: 'plainText' })).body;
		const half = Math.ceil(whole.length / 2);
		const { status, body, complete } = await queryWith({ quirk: 'stall' }, half);
		expect({ status, body: body.toString(), complete }).toEqual({
			status: 200,
			body: whole.subarray(0, half).toString(),
			complete: false,
		});

		const { sandbox, sendID } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'stall' });
		const outcome = download(sandbox, sendID, '2').catch(() => 'cut off');
		const later = new Promise((resolve) => setTimeout(resolve, 150, 'nothing yet'));
		expect(await Promise.race([outcome, later])).toBe('nothing yet');
		await sandbox.close();
		await outcome;
	},
	hugeBody: async () => {
		const { body, complete } = await queryWith({ quirk: 'hugeBody', value: '1000001' });
		expect(body.length).toBe(1_000_001);
		expect(complete).toBe(true);
		const cut = await queryWith({ quirk: 'hugeBody' }, 5_000_000);
		expect(cut.complete).toBe(false);
	},
	deepData: async () => {
		const deepest = (value: unknown): number => (Array.isArray(value) ? 1 + deepest(value[0]) : 0);
		const { RES, DATA } = (await json(queryWith({ quirk: 'deepData', value: '100' }))) as {
			RES: string;
			DATA: Record<string, unknown>;
		};
		expect([RES, DATA.status, deepest(DATA.deep)]).toEqual(['100', '2', 100]);
		expect((await queryWith({ quirk: 'deepData' })).body.length).toBeGreaterThan(60_000);
		const { sandbox } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'refuse', value: '7:no' });
		sandbox.addQuirk({ quirk: 'deepData', value: '2' });
		expect(await ask(sandbox, 'balance')).toEqual({ RES: '7', ERR: 'no', DATA: { deep: [[]] } });
	},
	gbk: async () => {
		const { sandbox } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'refuse', value: '7:余额不足誠\u{1f600}' });
		for (const [value, type] of [
			['gb2312', 'text/html; charset=gb2312'],
			['none', 'text/html'],
		]) {
			sandbox.addQuirk({ quirk: 'gbk', value, times: 1 });
			const { body, headers } = await post(sandbox.url + paths.balance, fields(sandbox));
			expect(headers['content-type']).toBe(type);
			expect(body.includes(0x5c)).toBe(true);
			expect(JSON.parse(new TextDecoder('gbk').decode(body))).toEqual({
				RES: '7',
				ERR: '余额不足誠?',
			});
		}
	},
	truncatedJson: async () => {
		const { status, body, complete } = await queryWith({ quirk: 'truncatedJson' });
		expect({ status, complete }).toEqual({ status: 200, complete: true });
		expect(body.toString()).toMatch(/^\{"RES":"100",/);
		expect(() => JSON.parse(body.toString())).toThrow(SyntaxError);
	},
	plainText: async () => {
		const { headers } = await queryWith({ quirk: 'plainText' });
		expect(headers['content-type']).toBe('text/plain; charset=utf-8');
	},
	htmlType: async () => {
		const { headers } = await downloadWith({ quirk: 'htmlType' });
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
	},
	bom: async () => {
		const responses = [await queryWith({ quirk: 'bom' }), await downloadWith({ quirk: 'bom' })];
		for (const { body, headers } of responses) {
			expect(body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
			expect(headers['content-length']).toBe(String(body.length));
		}
		expect(JSON.parse(responses[0].body.subarray(3).toString())).toHaveProperty('RES', '100');
	},
	overlongBody: async () => {
		const query = queryWith({ quirk: 'overlongBody', value: '3' });
		await lacksTheRest(query);
		expect(await json(query)).toHaveProperty('RES', '100');
		expect(Number((await query).headers['content-length'])).toBe((await query).body.length + 3);

		const list = downloadWith({ quirk: 'overlongBody' });
		await lacksTheRest(list);
		expect((await list).body.toString()).toBe(withLineEnds((await list).activated));
	},
	shortLength: async () => {
		const list = await downloadWith({ quirk: 'shortLength', value: '3' });
		const whole = withLineEnds(list.activated);
		expect(list.body.toString()).toBe(whole.slice(0, -3));
		expect(list.headers['content-length']).toBe(String(whole.length - 3));
	},
};

describe('the quirk', () => {
	it.each(quirkNames)('%s does what its description says', async (quirk) => await checks[quirk]());
});

describe('several quirks', () => {
	it('combine in one response', async () => {
		const { body, activated } = await downloadWith(
			{ quirk: 'bom' },
			{ quirk: 'noLastNewline' },
			{ quirk: 'crlf' },
			{ quirk: 'plus' },
		);
		expect(body.toString()).toBe(`\ufeff${activated.map((number) => `+${number}`).join('\r\n')}`);
	});

	it('combine in an error envelope', async () => {
		const { sandbox } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'paddedRes' });
		sandbox.addQuirk({ quirk: 'missingData', value: '""' });
		sandbox.addQuirk({ quirk: 'refuse', value: '7:no' });
		expect(await ask(sandbox, 'balance')).toEqual({ RES: '7 ', ERR: 'no', DATA: '' });
	});

	it('change the lists inside a ZIP', async () => {
		const { sandbox, sendID, activated } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'crlf' });
		const [entry] = readZip((await download(sandbox, sendID, '1')).body);
		expect(entry.content).toBe(withLineEnds(activated, '\r\n'));
	});

	it.each(['truncatedDownload', 'overlongBody'] as const)(
		'cut off a ZIP with %s',
		async (quirk) => {
			const { sandbox, sendID } = await startWithUpload();
			sandbox.addQuirk({ quirk });
			const { body, complete } = await download(sandbox, sendID, '1');
			expect(body.subarray(0, 2).toString()).toBe('PK');
			expect(complete).toBe(false);
		},
	);
});

describe('a quirk rule', () => {
	it('applies to as many requests as its skip and times say', async () => {
		const sandbox = await start({
			quirks: [{ quirk: 'refuse', endpoint: 'balance', skip: 1, times: 2 }],
		});
		const codes: string[] = [];
		for (let asked = 0; asked < 5; asked++) {
			await ask(sandbox, 'query');
			codes.push((await ask(sandbox, 'balance')).RES);
		}
		expect(codes).toEqual(['100', '199', '199', '100', '100']);
	});

	it('applies to all endpoints of its quirk until it is cleared', async () => {
		const { sandbox, sendID } = await startWithUpload();
		sandbox.addQuirk({ quirk: 'unknownStatus', times: 1 });
		await ask(sandbox, 'balance');
		const query = async () =>
			(await ask(sandbox, 'query', fields(sandbox, { sendID }))).DATA!.status;
		expect([await query(), await query()]).toEqual(['7', '2']);

		sandbox.addQuirk({ quirk: 'refuse' });
		for (const endpoint of ['upload', 'query', 'download', 'balance'] as const) {
			expect((await ask(sandbox, endpoint)).RES).toBe('199');
		}
		sandbox.clearQuirks();
		expect((await ask(sandbox, 'balance')).RES).toBe('100');
	});

	it('counts only uploads if it is for accepted uploads', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'refuse', afterAccept: true, times: 1 }] });
		expect((await ask(sandbox, 'balance')).RES).toBe('100');
		expect((await ask(sandbox, 'upload', uploadForm(sandbox, numbers))).RES).toBe('199');
		expect(sandbox.uploads).toHaveLength(1);
	});

	it.each<[QuirkRule, boolean]>([
		[{ quirk: 'status500' }, false],
		[{ quirk: 'reset', endpoint: 'upload' }, false],
		[{ quirk: 'truncatedJson' }, false],
		[{ quirk: 'missingData' }, false],
		[{ quirk: 'refuse' }, false],
		[{ quirk: 'status500', afterAccept: true }, true],
		[{ quirk: 'reset', endpoint: 'upload', afterAccept: true }, true],
		[{ quirk: 'truncatedJson', afterAccept: true }, true],
		[{ quirk: 'missingData', afterAccept: true }, true],
		[{ quirk: 'refuse', afterAccept: true }, true],
		[{ quirk: 'slowResponse', value: '1' }, true],
		[{ quirk: 'bom' }, true],
		[{ quirk: 'overlongBody' }, true],
	])('decides whether an upload is accepted: %j, accepted: %j', async (rule, accepted) => {
		const sandbox = await start({
			rechargePoints: 100,
			bonusPoints: 0,
			pricePerNumber: 1,
			quirks: [rule],
		});
		await post(sandbox.url + paths.upload, uploadForm(sandbox, numbers)).catch(() => {});
		expect(sandbox.uploads).toHaveLength(accepted ? 1 : 0);
		expect(sandbox.points().recharge).toBe(accepted ? 60 : 100);
		expect(sandbox.requests).toMatchObject([
			{ endpoint: 'upload', passwordRight: true, file: { name: 'numbers.txt' } },
		]);
		expect(sandbox.requests[0].sendID).toBe(accepted ? '42992' : undefined);
	});

	it('accepts no upload with a wrong password', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'empty200', afterAccept: true }] });
		const form = uploadForm(sandbox, numbers);
		form.set('pass', 'wrong');
		await post(sandbox.url + paths.upload, form);
		expect(sandbox.uploads).toEqual([]);
		expect(sandbox.requests[0].passwordRight).toBe(false);
	});

	it.each<[Partial<Record<keyof QuirkRule, unknown>>, string]>([
		[{ quirk: 'explode' }, 'Unknown quirk "explode"'],
		[{ quirk: 'crlf', endpoint: 'query' }, 'only to: download'],
		[{ quirk: 'reset', endpoint: 'balances' }, 'doesn\'t apply to "balances"'],
		[{ quirk: 'reset', times: -1 }, 'whole numbers'],
		[{ quirk: 'reset', skip: 0.5 }, 'whole numbers'],
		[{ quirk: 'reset', endpoint: 'query', afterAccept: true }, 'not with "query"'],
		[{ quirk: 'crlf', afterAccept: true }, 'for uploads'],
		[{ quirk: 'reset', value: 'x' }, 'takes no value'],
		[{ quirk: 'missingData', value: '[]' }, 'one of: absent, null'],
		[{ quirk: 'slowResponse', value: '-1' }, 'whole number'],
	])('is refused if it is wrong: %j', async (rule, message) => {
		const sandbox = await start();
		expect(() => sandbox.addQuirk(rule as unknown as QuirkRule)).toThrow(message);
		await expect(start({ quirks: [rule as unknown as QuirkRule] })).rejects.toThrow(message);
	});

	it('leaves the sandbox working, for every quirk and endpoint', async () => {
		const silent: QuirkName[] = ['hang', 'slowBody', 'slowResponse', 'stall', 'hugeBody'];
		const lines: string[] = [];
		const sandbox = await start({ log: (line) => lines.push(line) });
		const sendID = await upload(sandbox, numbers);
		for (const quirk of quirkNames.filter((name) => !silent.includes(name))) {
			sandbox.clearQuirks();
			sandbox.addQuirk({ quirk });
			for (const endpoint of Object.keys(paths) as Endpoint[]) {
				const body =
					endpoint === 'upload'
						? uploadForm(sandbox, numbers)
						: fields(sandbox, { sendID, type: '1' });
				await post(sandbox.url + paths[endpoint], body).catch(() => {});
			}
		}
		sandbox.clearQuirks();
		expect((await ask(sandbox, 'balance')).RES).toBe('100');
		expect(lines.filter((line) => line.includes('failed'))).toEqual([]);
		expect(lines).toHaveLength(sandbox.requests.length);
	});
});
