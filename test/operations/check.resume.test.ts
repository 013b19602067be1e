import type { IDataObject } from 'n8n-workflow';

import { chain } from '../../tools/engine/chain';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import type { SandboxOptions } from '../../tools/sandbox/SandboxOptions';
import { americanNumbers, britishNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { hintsOf, jsonOf, errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { waitUntil } from '../helpers/runIhmjc';
import { setUp } from '../helpers/setUp';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const parameters = { defaultCountry: 'none' };
const HOUR = 3_600_000;
const FOUR = americanNumbers(4);

/** Runs an execution that sends numbers but loses their result, and returns a function to resume its uploads. */
async function lostExecution(
	numbers = FOUR,
	{ more = {}, ...options }: SandboxOptions & { more?: IDataObject } = {},
) {
	const world = await setUp({ jobSeconds: 600, ...options });
	const given = { ...parameters, ...more, options: { maxWait: 0, onTimeout: 'output' } };
	await world.run(given as never, { items: rowsOf(numbers) });
	world.clock.advance(HOUR);
	const alreadySpent = world.spent();
	const resume = async (
		items: IDataObject[],
		{ options: itsOptions, ...rest }: IDataObject = {},
		run: Parameters<typeof world.run>[1] = {},
	) => {
		const all = {
			...parameters,
			...more,
			...rest,
			options: { resumeUploads: '42992', ...(itsOptions as object) },
		};
		return await world.run(all as never, { items, ...run });
	};
	return { ...world, alreadySpent, resume, newlySpent: () => world.spent() - alreadySpent };
}

const textOf = (result: Parameters<typeof errorOf>[0]) =>
	Object.values(errorOf(result) ?? {}).join(' ');

const resultsOf = (rows: IDataObject[]) =>
	rows.map(({ ihmjcStatus, ihmjcUploadId, ihmjcDuplicate }) => [
		ihmjcStatus,
		ihmjcUploadId,
		ihmjcDuplicate,
	]);

describe('Check Numbers with an upload that a row names and the service has deleted', () => {
	const back = (digits: string, uploadId: string) => ({
		phone: `+${digits}`,
		ihmjcStatus: 'pending',
		ihmjcNumber: digits,
		ihmjcUploadId: uploadId,
	});

	it.each([
		['is the first one', [], false],
		['is queried a second after another one', [back(FOUR[0], '42992')], false],
		['is queried when the service finds all queries too fast', [], true],
		['is queried after another one, with Max Wait = 0', [back(FOUR[0], '42992')], false, 0],
	])('sends nothing for its app if it %s', async (_, others, isSlow, maxWait = 60) => {
		const { run, sandbox, spent, alreadySpent } = await lostExecution(FOUR.slice(0, 1));
		if (isSlow) {
			sandbox.addQuirk({ quirk: 'status429', endpoint: 'query', times: 5 });
			const options = { maxWait: 2, onTimeout: 'output' };
			await run({ ...parameters, options }, { items: [back(FOUR[0], '42992')] });
		}
		const items = [...others, back(FOUR[1], '7'), ...rowsOf(FOUR.slice(2))];
		const result = await run({ ...parameters, options: { maxWait } }, { items });
		expect(textOf(result)).toMatch(/upload 7 failed.*WhatsApp, US: not sent/);
		expect(spent()).toBe(alreadySpent);
	});

	it('waits for the other uploads of its app', async () => {
		const { run } = await lostExecution(FOUR.slice(0, 1), { jobSeconds: 2 * 3600 });
		const items = [back(FOUR[0], '42992'), back(FOUR[1], '7')];
		const result = await run(parameters, { items });
		expect(textOf(result)).toMatch(/1 of 2 uploads.*upload 42992 done.*upload 7 failed/);
		const [row] = jsonOf(await run(parameters, { items, node: ERROR_OUTPUT }));
		expect(row.ihmjcStatus).toMatch(/^(activated|unregistered)$/);
	});
});

describe('Resume Uploads', () => {
	it.each(['memory', 'database'])(
		'keeps the upload of a row that names it too, if the number is in neither list, waiting in the %s',
		async (waitIn) => {
			const { run, sandbox, clock, spent } = await setUp({ jobSeconds: 1800 });
			const numbers = britishNumbers(30);
			const place = numbers.findIndex((each) => sandbox.statusOf(each, WHATSAPP) === 'unknown');
			const ended = { maxWait: 0, onTimeout: 'output' };
			const rows = jsonOf(await run({ ...parameters, options: ended }, { items: rowsOf(numbers) }));
			const items = [...rows, ...rowsOf(britishNumbers(31).slice(30))];
			const options = { resumeUploads: '42992', failedNumbers: 'keep', waitIn };
			if (waitIn === 'memory') clock.advance(HOUR);
			const all = { items, canWaitInDatabase: true };
			const again = jsonOf(await run({ ...parameters, options }, all));
			expect(again[place]).toMatchObject({ ihmjcReason: 'noAnswer', ihmjcUploadId: '42992' });

			const before = spent();
			const recheck = { recheckAfter: 30, failedNumbers: 'keep' };
			await run({ ...parameters, options: recheck }, { items: [again[place]] });
			expect(spent()).toBe(before);
		},
	);

	it('gets the results of rows from the upload and sends only the other rows', async () => {
		const { resume, sandbox, newlySpent } = await lostExecution();
		const [first, second] = FOUR;
		const [other] = britishNumbers(1);
		const result = await resume(rowsOf([first, other, second, first]));
		expect(result.status).toBe('success');
		expect(resultsOf(jsonOf(result))).toEqual([
			[sandbox.statusOf(first, WHATSAPP), '42992', false],
			[sandbox.statusOf(other, WHATSAPP), '42993', false],
			[sandbox.statusOf(second, WHATSAPP), '42992', false],
			[sandbox.statusOf(first, WHATSAPP), '42992', true],
		]);
		expect(newlySpent()).toBe(1);
	});

	it.each([
		['a text', { source: 'text', numbers: FOUR.map((digits) => `+${digits}`).join() }, {}],
		[
			'a file',
			{ source: 'binary' },
			{ binary: { data: fileOf(FOUR.map((digits) => `+${digits}`).join('\n')) } },
		],
	])('gets the results for the numbers of %s', async (_, source, more) => {
		const { resume, newlySpent } = await lostExecution();
		const result = await resume([{ json: {}, ...more }] as never, source);
		expect(jsonOf(result).map(({ ihmjcUploadId }) => ihmjcUploadId)).toEqual(
			FOUR.map(() => '42992'),
		);
		expect(newlySpent()).toBe(0);
	});

	it('waits until the upload is done', async () => {
		const { resume, clock, newlySpent } = await lostExecution(FOUR, { jobSeconds: 2 * 3600 });
		const before = clock.now();
		const result = await resume(rowsOf(FOUR), { options: { maxWait: 120 } });
		expect(jsonOf(result).map(({ ihmjcReason }) => ihmjcReason)).toEqual(['', '', '', '']);
		expect(clock.now() - before).toBeGreaterThan(HOUR / 2);
		expect(newlySpent()).toBe(0);
	});

	it('accepts several uploads, and the ID as a number or in an array', async () => {
		const { run, clock, spent } = await setUp({ jobSeconds: 600 });
		const late = { maxWait: 0, onTimeout: 'output' };
		for (const number of FOUR.slice(0, 2)) {
			await run({ ...parameters, options: late }, { items: rowsOf([number]) });
		}
		clock.advance(HOUR);
		for (const resumeUploads of ['42992, 42993', '42992;42993.0\n', '={{ [42992, "42993"] }}']) {
			const options = { resumeUploads };
			const result = await run({ ...parameters, options }, { items: rowsOf(FOUR.slice(0, 2)) });
			expect(jsonOf(result).map(({ ihmjcUploadId }) => ihmjcUploadId)).toEqual(['42992', '42993']);
		}
		expect(spent()).toBe(2);
	});

	it('accepts the app of each upload if rows have several apps', async () => {
		const more = { additionalApps: ['telegram'] };
		const { resume, sandbox, newlySpent } = await lostExecution(FOUR, { more });
		const unclear = await resume(rowsOf(FOUR));
		expect(textOf(unclear)).toMatch(/'Resume Uploads' must name the app of each upload/);
		expect(newlySpent()).toBe(0);
		const options = { resumeUploads: 'WhatsApp:42992, tg:42993' };
		const [row] = jsonOf(await resume(rowsOf(FOUR), { options }));
		expect(row).toMatchObject({
			ihmjcStatus: sandbox.statusOf(FOUR[0], WHATSAPP),
			ihmjcUploadId: '42992',
			ihmjcTelegramStatus: sandbox.statusOf(FOUR[0], TELEGRAM),
			ihmjcTelegramUploadId: '42993',
		});
		expect(newlySpent()).toBe(0);
	});

	it.each<[string, unknown]>([
		['its own error item', [{ error: { message: 'Late', uploadId: '42992, 42993' } }]],
		['an object', { uploadId: '42992,42993' }],
		['items of Upload', [{ uploadId: '42992', app: 'whatsapp' }, { uploadId: 42993 }]],
		['a mixture', [null, 42992, '', 'null', [{ uploadId: '42993', app: '' }], { uploadId: '' }]],
		['names with spaces', 'WhatsApp (Ws): 42992; WhatsApp (Ws):42993; undefined'],
		['IDs as a sheet exports them', '42992.0 whatsapp:42993'],
	])('accepts %s', async (_, given) => {
		const { run, clock, spent } = await setUp({ jobSeconds: 600 });
		const late = { maxWait: 0, onTimeout: 'output' };
		for (const number of FOUR.slice(0, 2)) {
			await run({ ...parameters, options: late }, { items: rowsOf([number]) });
		}
		clock.advance(HOUR);
		const items = rowsOf(FOUR.slice(0, 2)).map((row) => ({ ...row, given: given as string }));
		for (const node of [{}, REGULAR, ERROR_OUTPUT]) {
			const options = { resumeUploads: '={{ $json.given }}' };
			const result = await run({ ...parameters, options }, { items, node });
			expect(jsonOf(result).map(({ ihmjcUploadId }) => ihmjcUploadId)).toEqual(['42992', '42993']);
		}
		expect(spent()).toBe(2);
	});

	it.each<[unknown, RegExp]>([
		['whatsapp:', /^'Resume Uploads' can't be read: "whatsapp:"/],
		[':', /^'Resume Uploads' can't be read: ":"/],
		['x'.repeat(101), /^'Resume Uploads' can't be read: "x{50}…"/],
		[[42992, true], /^'Resume Uploads' can't be read: "true"/],
		[{ id: '42992' }, /^'Resume Uploads' can't be read: "{…}"/],
		[{ error: 'Late' }, /^'Resume Uploads' can't be read: "{…}"/],
		['nonsense:42992', /^'Resume Uploads' names the app "nonsense", which no row asks for/],
		['telegram:42992', /^'Resume Uploads' names the app "telegram", which no row asks for/],
	])('sends nothing for %j', async (given, message) => {
		const { resume, requestCounts } = await lostExecution();
		const before = requestCounts();
		const items = rowsOf(FOUR).map((row) => ({ ...row, given: given as string }));
		const options = { resumeUploads: '={{ $json.given }}' };
		const error = errorOf(await resume(items, { options }));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/Nothing was sent\.$/);
		expect(error.itemIndex).toBe(0);
		const regular = jsonOf(await resume(items, { options }, { node: REGULAR }));
		expect(regular.map(({ ihmjcReason }) => ihmjcReason)).toEqual(FOUR.map(() => 'error'));
		const failed = jsonOf(await resume(items, { options }, { node: ERROR_OUTPUT }), 1);
		expect(failed).toHaveLength(FOUR.length);
		expect(requestCounts()).toEqual(before);
	});

	it('sends nothing for its app until the upload is done', async () => {
		const { resume, newlySpent } = await lostExecution(FOUR, { jobSeconds: 9 * 3600 });
		const options = { maxWait: 1 };
		const failed = await resume(rowsOf(FOUR), { options });
		expect(textOf(failed)).toMatch(/did not finish in time.*42992/);
		const late = await resume(rowsOf(FOUR), { options: { ...options, onTimeout: 'output' } });
		expect(resultsOf(jsonOf(late))).toEqual(FOUR.map(() => ['pending', '42992', false]));
		expect(newlySpent()).toBe(0);
	});

	it('sends other apps if the upload was deleted, and explains what to do', async () => {
		const { resume, clock, newlySpent } = await lostExecution();
		clock.advance(9 * 24 * HOUR);
		const more = { additionalApps: ['telegram'], options: { resumeUploads: 'whatsapp:42992' } };
		const result = await resume(rowsOf(FOUR), more);
		expect(textOf(result)).toMatch(/remove the ID from 'Resume Uploads'/);
		expect(textOf(result)).toMatch(/Telegram, US: upload 42993 done/);
		expect(newlySpent()).toBe(4);
	});

	it.each([
		['Failed Numbers = Keep', {}, { failedNumbers: 'keep' }],
		['On Error = Continue', REGULAR, {}],
	])('returns failed rows if the upload was deleted, with %s', async (_, node, more) => {
		const { resume, clock, newlySpent } = await lostExecution();
		clock.advance(9 * 24 * HOUR);
		const result = await resume(rowsOf(FOUR), { options: more }, { node });
		expect(jsonOf(result)[0]).toMatchObject({ ihmjcStatus: 'failed', ihmjcReason: 'refused' });
		expect(newlySpent()).toBe(0);
	});

	it('sends rows to the error output if the upload was deleted', async () => {
		const { resume, clock } = await lostExecution();
		clock.advance(9 * 24 * HOUR);
		const result = await resume(rowsOf(FOUR), {}, { node: ERROR_OUTPUT });
		expect(result.items('Ihmjc', 1)).toHaveLength(4);
	});

	it('sends no number whose result may be missing', async () => {
		const quirks: QuirkRule[] = [{ quirk: 'shortDownload', value: '1' }];
		const { resume, newlySpent } = await lostExecution(FOUR, { quirks });
		const result = await resume(rowsOf(FOUR), { options: { failedNumbers: 'keep' } });
		expect(result.status).toBe('success');
		expect(newlySpent()).toBe(0);
	});

	it('uses no result of an upload with other numbers', async () => {
		// The digits of a number can look like a national number of another country.
		const german = '4915123456789';
		const american = '15123456789';
		const { resume, newlySpent } = await lostExecution([american, '15123456788']);
		const [row] = jsonOf(await resume(rowsOf([german])));
		expect(row.ihmjcUploadId).toBe('42993');
		expect(newlySpent()).toBe(1);
	});

	it.each<[string, string, SandboxOptions]>([
		['is pending', '42992', { jobSeconds: 1800 }],
		['was deleted', '7', {}],
		[
			'has lists that are refused',
			'42992',
			{ quirks: [{ quirk: 'jsonDownload', endpoint: 'download', times: 12 }] },
		],
	])(
		'leaves numbers that this execution has sent to their upload if it %s',
		async (_, id, service) => {
			for (const waitIn of ['memory', 'database']) {
				const { run, sandbox } = await setUp(service);
				await upload(sandbox, FOUR.slice(3));
				const text = { source: 'text', numbers: `+${FOUR[0]}`, defaultCountry: 'none' };
				const options = { resumeUploads: id, failedNumbers: 'keep', waitIn };
				const result = await run(
					{},
					{
						items: [{}],
						canWaitInDatabase: true,
						workflow: (rows, node) =>
							chain(
								rows,
								{ ...node, name: 'Upload', parameters: { operation: 'upload', ...text } },
								{ ...node, parameters: { operation: 'check', ...text, options } },
							),
					},
				);
				expect(jsonOf(result)[0]).toMatchObject({
					ihmjcStatus: sandbox.statusOf(FOUR[0], WHATSAPP),
					ihmjcUploadId: '42993',
				});
			}
		},
	);

	it('queries each upload once before it waits in the database', async () => {
		const { run, sandbox, clock, requestCounts } = await setUp({ jobSeconds: 1800 });
		const ids = [await upload(sandbox, FOUR.slice(0, 1)), await upload(sandbox, FOUR.slice(1, 2))];
		const queries: number[] = [];
		const onWait = async (until: Date) => {
			queries.push(requestCounts().query);
			await waitUntil(clock, until);
		};
		const options = { resumeUploads: ids.join(), waitIn: 'database' };
		const items = rowsOf(FOUR.slice(0, 2));
		await run({ ...parameters, options }, { items, canWaitInDatabase: true, run: { onWait } });
		expect(queries[0]).toBe(2);
	});

	it('does not count for Max Numbers and shows no points', async () => {
		const { resume } = await lostExecution();
		const result = await resume(rowsOf(FOUR), { maxNumbers: 1 }, { mode: 'manual' });
		expect(result.status).toBe('success');
		expect(hintsOf(result)).not.toContainEqual(expect.stringMatching(/sent\./));
	});
});
