import * as fc from 'fast-check';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../../tools/engine/RunResult';
import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import type { Sandbox } from '../../tools/sandbox/startSandbox';
import { APPS } from '../../nodes/Ihmjc/apps/apps';
import { americanNumbers, britishNumbers } from '../helpers/fictionalNumbers';
import { errorOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { setUp } from '../helpers/setUp';
import { virtualClock, type VirtualClock } from '../helpers/virtualClock';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const HOUR = 3_600_000;
const START = Date.UTC(2030, 5, 1);
const COUNTRIES = { US: americanNumbers(6), GB: britishNumbers(4) };
const ALL = [...COUNTRIES.US, ...COUNTRIES.GB];
const LINE_TW = APPS.find(({ slug }) => slug === 'line-tw')!.code;
/** Prefixes of the result fields, and codes, of a row's own app and the additional ones. */
const COLUMNS = [
	['ihmjc', WHATSAPP],
	['ihmjcTelegram', TELEGRAM],
	['ihmjcLineTw', LINE_TW],
] as const;

/** What sheets make of a number. */
const STORED: Array<(digits: string) => unknown> = [
	(digits) => digits,
	(digits) => Number(digits),
	(digits) => Number(digits).toPrecision(6).replace('e', 'E'),
	(digits) => Number(Number(digits).toPrecision(6)),
	(digits) => `+${digits}`,
	() => '',
	() => '#ERROR!',
	() => null,
	() => ALL[0],
];

type Earlier = 'none' | 'fresh' | 'old' | 'unknown' | 'pending' | 'failed' | 'done' | 'gone';

interface RandomRow {
	digits: string;
	/** `bare`: its digits alone. */
	cell: 'number' | 'bare' | 'blank' | 'rejected';
	app: 'whatsapp' | 'no such app';
	stored: number;
	/** Missing country and duplicate columns, as in a sheet that someone has tidied. */
	isBare: boolean;
	apps: number;
	earlier: Earlier[];
}

const earlier = fc.constantFrom<Earlier>(
	'none',
	'none',
	'fresh',
	'old',
	'unknown',
	'pending',
	'failed',
	'done',
	'gone',
);

const randomRow: fc.Arbitrary<RandomRow> = fc.record({
	digits: fc.constantFrom(...ALL),
	cell: fc.constantFrom('number', 'number', 'number', 'bare', 'blank', 'rejected'),
	app: fc.constantFrom(...Array<'whatsapp'>(15).fill('whatsapp'), 'no such app'),
	stored: fc.nat(STORED.length - 1),
	isBare: fc.boolean(),
	apps: fc.integer({ min: 1, max: 3 }),
	earlier: fc.tuple(earlier, earlier, earlier),
});

/** Makes the uploads of earlier executions, the same in every sandbox. @returns the ID of each, by state, app and country */
async function earlierUploads(sandbox: Sandbox, clock: VirtualClock): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const state of ['done', 'pending']) {
		for (const [, code] of COLUMNS) {
			for (const [country, numbers] of Object.entries(COUNTRIES)) {
				// The last number was never in it.
				const sent = numbers.slice(0, -1);
				ids.set(`${state} ${code} ${country}`, await upload(sandbox, sent, code));
			}
		}
		if (state === 'done') clock.advance(HOUR);
	}
	return ids;
}

function jsonOf(row: RandomRow, index: number, ids: ReadonlyMap<string, string>): IDataObject {
	const { digits, cell, app, stored, isBare, apps } = row;
	const country = COUNTRIES.US.includes(digits) ? 'US' : 'GB';
	const json: IDataObject = {
		name: `Row ${index}`,
		phone: { number: `+${digits}`, bare: digits, blank: '', rejected: 'no number' }[cell],
		app,
		apps: ['', 'telegram', 'telegram, line-tw'][apps - 1],
	};
	for (const [at, [prefix, code]] of COLUMNS.slice(0, apps).entries()) {
		const state = row.earlier[at];
		if (state === 'none') continue;
		const pending = ids.get(`pending ${code} ${country}`);
		const [status, uploadId, age] = {
			fresh: ['activated', '', HOUR],
			old: ['unregistered', '5', 48 * HOUR],
			unknown: ['unknown', '5', HOUR],
			pending: ['pending', pending, 0],
			failed: ['failed', pending, 0],
			done: ['pending', ids.get(`done ${code} ${country}`), 0],
			gone: ['failed', '7', 0],
		}[state] as [string, string, number];
		json[`${prefix}Status`] = status;
		json[`${prefix}UploadId`] = uploadId;
		json[`${prefix}CheckedAt`] = age === 0 ? '' : new Date(START - age).toISOString();
		json.ihmjcNumber = STORED[stored](digits) as string;
		if (isBare) continue;
		Object.assign(json, { ihmjcCountry: country, ihmjcDuplicate: false, ihmjcApp: 'whatsapp' });
		Object.assign(json, { [`${prefix}Reason`]: '', [`${prefix}Message`]: '' });
	}
	return json;
}

/** Faults that come at the same time in both places, or that both get over. */
const FAULTS: QuirkRule[][] = [
	[],
	[],
	[{ quirk: 'refuse', endpoint: 'upload', times: 1 }],
	[{ quirk: 'refuse', endpoint: 'upload', skip: 1, times: 2 }],
	[{ quirk: 'reset', endpoint: 'upload', afterAccept: true, skip: 1, times: 1 }],
	[{ quirk: 'status503', endpoint: 'query', skip: 2, times: 2 }],
	[{ quirk: 'status429', endpoint: 'query', skip: 2, times: 3 }],
	[{ quirk: 'status503', endpoint: 'query' }],
	[{ quirk: 'html200', endpoint: 'download', times: 2 }],
	[{ quirk: 'emptyDownload', endpoint: 'download', times: 2 }],
	[{ quirk: 'jsonDownload', endpoint: 'download' }],
];

const settings = fc.record({
	faults: fc.constantFrom(...FAULTS),
	node: fc.constantFrom<Partial<INode>>({}, REGULAR, ERROR_OUTPUT),
	failedNumbers: fc.constantFrom('error', 'keep', 'keep'),
	recheckAfter: fc.constantFrom(0, 1),
	onTimeout: fc.constantFrom('error', 'output'),
	maxWait: fc.constantFrom(10, 300, 300),
	splitBy: fc.constantFrom('country', 'callingCode'),
});

type Settings = typeof settings extends fc.Arbitrary<infer Value> ? Value : never;

/** What came out, without the times of the check. */
const outputsOf = (result: RunResult) =>
	JSON.stringify(
		[result.status, result.runs('Ihmjc').at(-1)?.data?.main ?? errorOf(result)],
		undefined,
		' ',
	).replace(/2030-06-01T0[1-9][\d:.]+Z/g, 'TIME');

const row = (apps: number, first: Earlier): RandomRow => ({
	digits: ALL[0],
	cell: 'number',
	app: 'whatsapp',
	stored: 0,
	isBare: false,
	apps,
	earlier: [first, 'none', 'none'],
});

/** The lists of one upload fail, and another of its app is gone, while a new one of an additional app is waited for. */
const STOPPED: [RandomRow[], Settings] = [
	[row(1, 'done'), row(1, 'gone'), row(2, 'none')],
	{
		faults: [{ quirk: 'jsonDownload', endpoint: 'download' }],
		node: {},
		failedNumbers: 'error',
		recheckAfter: 0,
		onTimeout: 'error',
		maxWait: 10,
		splitBy: 'country',
	},
];

it('returns the same in memory and in the database for any rows, previous results, faults and settings', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(randomRow, { minLength: 1, maxLength: 8 }),
			settings,
			async (rows, { faults, node, ...options }) => {
				const [memory, database] = await Promise.all(
					['memory', 'database'].map(async (waitIn) => {
						const clock = virtualClock(START);
						const { sandbox, run, spent } = await setUp({ jobSeconds: 1800, now: clock.now });
						const ids = await earlierUploads(sandbox, clock);
						const before = spent();
						for (const fault of faults) sandbox.addQuirk(fault);
						const parameters: INodeParameters = {
							defaultCountry: 'none',
							app: '={{ $json.app }}',
							additionalApps: '={{ $json.apps }}',
							options: { ...options, waitIn },
						};
						const items = rows.map((row, index) => jsonOf(row, index, ids));
						const result = await run(parameters, { items, node, clock, canWaitInDatabase: true });
						if (node === REGULAR) {
							const names = result.items('Ihmjc').map(({ json }) => json.name);
							expect(names).toEqual(items.map(({ name }) => name));
						}
						return { output: outputsOf(result), spent: spent() - before };
					}),
				);
				await closeAll();
				expect(database).toEqual(memory);
			},
		),
		{ numRuns: 20, examples: [STOPPED] },
	);
}, 300_000);
