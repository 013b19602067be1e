import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { WHATSAPP } from '../../tools/sandbox/appCodes';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import type { QuirkName } from '../../tools/sandbox/quirks/quirks';
import { FIVE_COUNTRIES, rowsOf } from '../helpers/fictionalNumbers';
import { jsonOf } from '../helpers/ihmjcResult';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const HOUR = 3_600_000;

/** Forms of result lists that stay the same in every response. */
const forms = fc.uniqueArray(
	fc.constantFrom<QuirkRule>(
		{ quirk: 'columns' },
		{ quirk: 'columns', value: '\t2030-01-01 10:00' },
		{ quirk: 'headerLine' },
		{ quirk: 'quotedNumbers' },
		{ quirk: 'crlf' },
		{ quirk: 'plus' },
		{ quirk: 'noLastNewline' },
		{ quirk: 'duplicateLines' },
		{ quirk: 'utf16Download' },
		{ quirk: 'chunkedDownload' },
		{ quirk: 'bom' },
	),
	{ maxLength: 3, selector: ({ quirk }) => quirk },
);

/** Temporary faults after the upload. */
const faults = fc.array(
	fc
		.tuple(
			fc.constantFrom<QuirkName>(
				'foreignNumbers',
				'shortDownload',
				'emptyDownload',
				'midLineDownload',
				'truncatedDownload',
				'jsonDownload',
				'textDownload',
				'zeroCounts',
				'countMismatch',
				'unknownStatus',
				'throttle',
				'throttle429',
			),
			fc.nat(4),
			fc.integer({ min: 1, max: 12 }),
		)
		.map(([quirk, skip, times]): QuirkRule => ({ quirk, skip, times })),
	{ maxLength: 4 },
);

const pages = fc.array(
	fc
		.tuple(
			fc.constantFrom<QuirkName>('status503', 'html200', 'reset', 'refuse', 'empty200'),
			fc.constantFrom<'query' | 'download'>('query', 'download'),
			fc.nat(4),
			fc.integer({ min: 1, max: 9 }),
		)
		.map(([quirk, endpoint, skip, times]): QuirkRule => ({ quirk, endpoint, skip, times })),
	{ maxLength: 2 },
);

/** Up to 30 numbers of five countries. */
const numbers = fc
	.uniqueArray(fc.tuple(fc.nat(4), fc.nat(5)), {
		minLength: 1,
		maxLength: 30,
		selector: String,
	})
	.map((places) => places.map(([country, more]) => String(Number(FIVE_COUNTRIES[country]) + more)));

describe('Check Numbers with any mixture of faults', () => {
	it('returns only true results, gets all of them in the end and charges each number once', async () => {
		await fc.assert(
			fc.asyncProperty(
				numbers,
				fc.tuple(forms, faults, pages),
				fc.constantFrom(0, 1800),
				async (asked, rules, jobSeconds) => {
					const { run, sandbox, clock, spent } = await setUp({ jobSeconds });
					for (const rule of rules.flat()) sandbox.addQuirk(rule);
					const truthOf = (number: string) => sandbox.statusOf(number, WHATSAPP);
					const options = {
						failedNumbers: 'keep',
						maxWait: 1,
						onTimeout: 'output',
						recheckAfter: 30,
					};
					let rows: IDataObject[] = rowsOf(asked);
					for (let round = 0; round < 20; round++) {
						const result = await run({ defaultCountry: 'none', options }, { items: rows });
						expect(result.status).toBe('success');
						rows = jsonOf(result).map((row, index) => {
							expectTrue(row, truthOf(asked[index]));
							// An unknown number is charged again in each round, which is right but would never end.
							return row.ihmjcStatus === 'unknown' ? { ...row, ihmjcStatus: 'activated' } : row;
						});
						clock.advance(HOUR);
					}
					expect(spent()).toBe(asked.length);
					const answered = asked.filter((number) => truthOf(number) !== 'unknown');
					expect(answered.map((number) => rows[asked.indexOf(number)].ihmjcStatus)).toEqual(
						answered.map(truthOf),
					);
				},
			),
			{ numRuns: 18 },
		);
	}, 60_000);
});

/** Expects a true status, or an upload ID to get it later. */
function expectTrue({ ihmjcStatus, ihmjcUploadId }: IDataObject, truth: string): void {
	const isOpen = ihmjcStatus === 'pending' || ihmjcStatus === 'failed';
	if (isOpen) expect(ihmjcUploadId).toMatch(/^\d+$/);
	// For an unknown number, this test itself has written `activated`.
	else if (truth !== 'unknown') expect(ihmjcStatus).toBe(truth);
	else expect(['unknown', 'activated']).toContain(ihmjcStatus);
}
