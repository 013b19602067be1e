import type { IDataObject } from 'n8n-workflow';

import { LIMITS } from '../../nodes/Ihmjc/service/Dependencies';
import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import { statusOf } from '../../tools/sandbox/statusOf';
import { americanNumbers, britishNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { hintsOf, jsonOf } from '../helpers/ihmjcResult';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const parameters = { defaultCountry: 'none' };
const NUMBERS = britishNumbers(40);

/** Checks 40 numbers under quirks, and returns the rows and the effort. */
async function check(rules: QuirkRule[], numbers = NUMBERS) {
	const { run, sandbox, clock, requestCounts } = await setUp();
	for (const rule of rules) sandbox.addQuirk(rule);
	const startedAt = clock.now();
	const result = await run(parameters, { items: rowsOf(numbers) });
	const rows = jsonOf(result);
	const truth = numbers.map((number) => sandbox.statusOf(number, WHATSAPP));
	return {
		run,
		sandbox,
		requestCounts,
		error: result.error,
		rows,
		truth,
		statuses: rows.map(({ ihmjcStatus }) => ihmjcStatus),
		hints: hintsOf(result).join('\n'),
		seconds: (clock.now() - startedAt) / 1000,
	};
}

describe('Check Numbers reads a result list', () => {
	it.each<[string, QuirkRule[]]>([
		['with columns', [{ quirk: 'columns' }]],
		['with a tab and a date', [{ quirk: 'columns', value: '\t2030-01-01 10:00' }]],
		['with a column of a single digit', [{ quirk: 'columns', value: ' 1' }]],
		['with quotes', [{ quirk: 'quotedNumbers' }]],
		['with a header', [{ quirk: 'headerLine' }]],
		[
			'with all of these',
			[
				{ quirk: 'headerLine' },
				{ quirk: 'quotedNumbers' },
				{ quirk: 'plus' },
				{ quirk: 'columns', value: ',"1",2030-01-01' },
				{ quirk: 'crlf' },
				{ quirk: 'noLastNewline' },
				{ quirk: 'utf16Download' },
			],
		],
		['with every number twice', [{ quirk: 'duplicateLines' }]],
	])('%s', async (_, rules) => {
		const { statuses, truth, hints, requestCounts } = await check(rules);
		expect(statuses).toEqual(truth);
		expect(truth).toContain('unknown');
		expect(hints).not.toMatch(/not sent, or|doesn't match/);
		expect(requestCounts()).toMatchObject({ upload: 1, query: 1, download: 2 });
	});
});

describe('Check Numbers with numbers in another form', () => {
	it('takes them for no number of the upload, and returns the rows with their upload ID', async () => {
		const { run, sandbox, rows, hints, requestCounts } = await check([{ quirk: 'otherForm' }]);
		for (const row of rows) {
			expect(row).toMatchObject({
				ihmjcStatus: 'failed',
				ihmjcReason: 'noAnswer',
				ihmjcUploadId: '42992',
			});
		}
		expect(hints).toMatch(/^\d+ lines of the result lists were ignored/m);

		sandbox.clearQuirks();
		const again = jsonOf(await run(parameters, { items: rows }));
		expect(again.map(({ ihmjcStatus }) => ihmjcStatus)).toContain('activated');
		expect(requestCounts().upload).toBe(1);
	});

	it.each([
		['mexican', '525512345678'],
		['brazilian', '5511987654321'],
		['argentine', '5491123456789'],
	])('gives a %s number no verdict', async (form, number) => {
		const { rows } = await check([{ quirk: 'otherForm', value: form }], [number]);
		expect(rows[0]).toMatchObject({ ihmjcNumber: number, ihmjcStatus: 'failed' });
	});
});

/** Quirks that hide a part of the result, either the first few times or always. */
const LATE: Array<[string, (times?: number) => QuirkRule[]]> = [
	['a short list', (times = Infinity) => [{ quirk: 'shortDownload', times: 2 * times }]],
	['an empty list', (times) => [{ quirk: 'emptyDownload', times }]],
	[
		'no counts and empty lists',
		(times = Infinity) => [
			{ quirk: 'zeroCounts', times },
			{ quirk: 'emptyDownload', times: 2 * times },
		],
	],
	['refused downloads', (times) => [{ quirk: 'jsonDownload', times }]],
	['text instead of lists', (times) => [{ quirk: 'textDownload', times }]],
	[
		'numbers that were never sent',
		(times = Infinity) => [{ quirk: 'foreignNumbers', times: 2 * times }],
	],
];

const limited = (rules: QuirkRule[]) =>
	rules.map(({ times, ...rule }) => (Number.isFinite(times) ? { ...rule, times } : rule));

describe('Check Numbers with an incomplete result', () => {
	it.each(LATE)('tries again after %s', async (_, rules) => {
		const { statuses, truth, seconds, hints } = await check(rules(5));
		expect(statuses).toEqual(truth);
		expect(seconds).toBeLessThanOrEqual(120);
		expect(hints).not.toMatch(/not sent, or|doesn't match/);
	});

	it('tries again after HTTP 503 at least five times', async () => {
		const { statuses, truth } = await check([
			{ quirk: 'status503', endpoint: 'download', times: 6 },
		]);
		expect(statuses).toEqual(truth);
	});

	it('repeats the query and the downloads five times within two minutes', async () => {
		const { requestCounts, seconds } = await check(limited([{ quirk: 'shortDownload' }]));
		expect(requestCounts()).toMatchObject({ upload: 1, query: 6, download: 12 });
		expect(seconds).toBeLessThanOrEqual(120);
	});

	it('keeps Max Wait, although neither lists nor queries are answered', async () => {
		const { run, sandbox, clock } = await setUp({ jobSeconds: 50 });
		sandbox.addQuirk({ quirk: 'emptyDownload', endpoint: 'download' });
		sandbox.addQuirk({ quirk: 'status503', endpoint: 'query', skip: 5 });
		const began = clock.now();
		const options = { maxWait: 2, onTimeout: 'output', failedNumbers: 'keep' };
		const items = rowsOf(americanNumbers(3));
		const [row] = jsonOf(await run({ defaultCountry: 'none', options }, { items }));
		expect(row).toMatchObject({ ihmjcStatus: 'failed', ihmjcUploadId: '42992' });
		expect(clock.now() - began).toBeLessThanOrEqual(120_000 + LIMITS.responseTimeout);
	});

	it.each(LATE)('never returns unknown after %s', async (_, rules) => {
		const { run, sandbox, rows, error, truth, requestCounts } = await check(limited(rules()));
		if (error) {
			expect(error.message).toContain('42992');
		} else {
			rows.forEach((row, index) => {
				if (row.ihmjcStatus === truth[index]) return expect(row.ihmjcStatus).not.toBe('unknown');
				expect(row).toMatchObject({
					ihmjcStatus: 'failed',
					ihmjcReason: 'noAnswer',
					ihmjcUploadId: '42992',
				});
			});
			sandbox.clearQuirks();
			const later = { ...parameters, options: { recheckAfter: 30 } };
			const again = jsonOf(await run(later, { items: rows }));
			// The rows may not be the whole upload, so a number in neither list may be in none or late.
			const told = truth.map((status) => (status === 'unknown' ? 'failed' : status));
			expect(again.map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(told);
			expect(requestCounts().upload).toBe(1);
		}
	});

	it('returns failed rows with the upload ID if downloads are always refused', async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'jsonDownload' });
		const result = await run(
			{ ...parameters, options: { failedNumbers: 'keep' } },
			{ items: rowsOf(NUMBERS) },
		);
		for (const row of jsonOf(result)) {
			expect(row).toMatchObject({
				ihmjcStatus: 'failed',
				ihmjcReason: 'noAnswer',
				ihmjcUploadId: '42992',
			});
		}
	});
});

describe('Check Numbers with wrong counts', () => {
	// None of these numbers is unknown.
	const known = americanNumbers(12);

	it.each<[string, QuirkRule[]]>([
		['zero', [{ quirk: 'zeroCounts' }]],
		['too low', [{ quirk: 'countMismatch', value: '-5' }]],
		['too high', [{ quirk: 'countMismatch', value: '5000' }]],
	])('accepts lists with every number as complete although the counts are %s', async (_, rules) => {
		const { statuses, truth, requestCounts, hints } = await check(rules, known);
		expect(statuses).toEqual(truth);
		expect(requestCounts()).toMatchObject({ upload: 1, query: 1, download: 2 });
		expect(hints).not.toMatch(/doesn't match/);
	});

	it('reports how many lines have numbers that were never sent', async () => {
		const { statuses, truth, hints } = await check([{ quirk: 'foreignNumbers' }], known);
		expect(statuses).toEqual(truth);
		expect(hints).toMatch(/^6 lines of the result lists were ignored/m);
	});
});

/** Quirks by which lists contradict each other or the query, or can't be read. */
const CONTRADICTIONS: Array<[string, QuirkRule[]]> = [
	['numbers in both lists', [{ quirk: 'bothLists' }]],
	...(['refusal', 'page', '503'] as const).flatMap((instead): Array<[string, QuirkRule[]]> => [
		[
			`a late count and a ${instead} instead of its list`,
			[
				{ quirk: 'lateCount', value: 'number2' },
				{ quirk: 'missingList', value: `activated ${instead}` },
			],
		],
		[
			`a late second count and a ${instead} instead of its list`,
			[
				{ quirk: 'lateCount', value: 'number3' },
				{ quirk: 'missingList', value: `unregistered ${instead}` },
			],
		],
	]),
	['a last line that is cut off', [{ quirk: 'cutLastLine' }]],
	['a list that ends in the middle of its file', [{ quirk: 'cutLastLine', value: '150' }]],
];

type World = Awaited<ReturnType<typeof setUp>>;

/** Ways to ask for an upload, each returning the rows under quirks. */
const WAYS: Array<[string, (world: World, rules: QuirkRule[]) => Promise<IDataObject[]>]> = [
	['a new upload', async (world, rules) => await rowsUnder(world, rules, rowsOf(NUMBERS))],
	[
		'rows that come back',
		async (world, rules) => await rowsUnder(world, rules, await pendingRows(world)),
	],
	[
		'Resume Uploads',
		async (world, rules) => {
			await pendingRows(world);
			const ids = world.sandbox.uploads.map(({ sendID }, at) => `${APPS[at]}:${sendID}`);
			return await rowsUnder(world, rules, rowsOf(NUMBERS), { resumeUploads: ids.join() });
		},
	],
];

const APPS = ['whatsapp', 'telegram'];
const TWO_APPS = { ...parameters, additionalApps: ['telegram'] };

async function rowsUnder(
	{ run, sandbox }: World,
	rules: QuirkRule[],
	items: IDataObject[],
	options: IDataObject = {},
): Promise<IDataObject[]> {
	for (const rule of rules) sandbox.addQuirk(rule);
	const keep = { ...options, failedNumbers: 'keep' };
	const rows = jsonOf(await run({ ...TWO_APPS, options: keep }, { items }));
	sandbox.clearQuirks();
	return rows;
}

/** Rows of an execution that ended before its uploads were done. They are done now. */
async function pendingRows({ run, clock }: World): Promise<IDataObject[]> {
	const options = { maxWait: 1, onTimeout: 'output', waitIn: 'memory' };
	const rows = jsonOf(await run({ ...TWO_APPS, options }, { items: rowsOf(NUMBERS) }));
	for (const { ihmjcStatus } of rows) expect(ihmjcStatus).toBe('pending');
	clock.advance(3_600_000);
	return rows;
}

describe.each(WAYS)('Check Numbers with %s and several apps', (way, rowsOfWay) => {
	it.each(CONTRADICTIONS)('invents no result from %s', async (_, rules) => {
		const world = await setUp({ jobSeconds: way === 'a new upload' ? 0 : 1800 });
		const rows = await rowsOfWay(world, rules);
		const { run, sandbox, spent } = world;
		const codes = [WHATSAPP, TELEGRAM];
		const told = (row: IDataObject, at: number) =>
			row[at === 0 ? 'ihmjcStatus' : 'ihmjcTelegramStatus'];
		let open = 0;
		for (const [index, row] of rows.entries()) {
			for (const [at, code] of codes.entries()) {
				const prefix = at === 0 ? 'ihmjc' : 'ihmjcTelegram';
				const truth = sandbox.statusOf(NUMBERS[index], code);
				const status = told(row, at);
				if (status === truth) {
					expect(status).not.toBe('unknown');
					continue;
				}
				open++;
				expect(row).toMatchObject({
					[`${prefix}Status`]: 'failed',
					[`${prefix}Reason`]: 'noAnswer',
					[`${prefix}UploadId`]: sandbox.uploads[at].sendID,
				});
			}
		}
		expect(open).toBeGreaterThan(0);

		const later = { ...TWO_APPS, options: { recheckAfter: 30 } };
		const again = jsonOf(await run(later, { items: rows }));
		for (const [index, row] of again.entries()) {
			for (const [at, code] of codes.entries()) {
				const truth = sandbox.statusOf(NUMBERS[index], code);
				expect(told(row, at)).toBe(truth === 'unknown' ? 'failed' : truth);
			}
		}
		expect(spent()).toBe(2 * NUMBERS.length);
	});
});

describe('Check Numbers with lists that are right in the end', () => {
	it.each(CONTRADICTIONS)('asks again after %s', async (_, rules) => {
		const temporary = rules.map((rule) => ({ ...rule, times: rule.quirk === 'lateCount' ? 1 : 2 }));
		const { statuses, truth, requestCounts } = await check(temporary);
		expect(statuses).toEqual(truth);
		expect(requestCounts().upload).toBe(1);
	});

	it('takes a list that is missing for empty if the other has every number', async () => {
		const activated = americanNumbers(50).filter((number) => isActivated(number));
		const rules: QuirkRule[] = [{ quirk: 'missingList', value: 'unregistered refusal' }];
		const { statuses, requestCounts } = await check(rules, activated);
		expect(new Set(statuses)).toEqual(new Set(['activated']));
		expect(requestCounts()).toMatchObject({ query: 1 });
	});

	it('gives no number the verdict of another that begins with it', async () => {
		const { short, long } = beginning();
		const rules: QuirkRule[] = [{ quirk: 'cutLastLine', value: '2' }];
		const { rows } = await check(rules, [short, long]);
		for (const row of rows) {
			expect(row).toMatchObject({ ihmjcStatus: 'failed', ihmjcReason: 'noAnswer' });
		}
	});
});

const isActivated = (number: string) => statusOf(number, WHATSAPP) === 'activated';

/** Finds two German numbers, of which one begins with the other and only the longer one is activated. */
function beginning(): { short: string; long: string } {
	for (let short = 493_012_345; ; short++) {
		for (let digit = 0; digit < 10; digit++) {
			const long = `${short}${digit}`;
			if (isActivated(long) && statusOf(String(short), WHATSAPP) === 'unknown') {
				return { short: String(short), long };
			}
		}
	}
}
