import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { UploadRecord } from '../../tools/sandbox/records';
import { jsonOf, pairedWith } from '../helpers/ihmjcResult';
import { type MixedRow, mixedRows, takeApart } from '../helpers/mixedRows';
import { setUp } from '../helpers/setUp';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const DAY = 24 * 3_600_000;
const VERDICTS = ['activated', 'unregistered', 'unknown'];
const PREFIXES: Record<string, string> = {
	whatsapp: 'ihmjcWhatsapp',
	telegram: 'ihmjcTelegram',
	'line-tw': 'ihmjcLineTw',
};

/** The beginning of the names of an app's fields. */
const prefixOf = ({ apps }: MixedRow, at: number) => (at === 0 ? 'ihmjc' : PREFIXES[apps[at].slug]);

interface Earlier {
	status: string;
	number: 'same' | 'other' | 'blank';
	/** How old it is. */
	days: number;
}

/** What an earlier check has left in a row for an app. */
const earlier: fc.Arbitrary<Earlier | undefined> = fc.option(
	fc.record({
		status: fc.constantFrom(...VERDICTS, 'pending', 'failed', 'held', 'invalid', 'Activated'),
		number: fc.constantFrom('same', 'same', 'same', 'other', 'blank'),
		days: fc.constantFrom(1, 100),
	}),
	{ nil: undefined, freq: 2 },
);

const options = fc.record({
	minNumbers: fc.constantFrom(0, 2, 3, 5),
	recheckAfter: fc.constantFrom(0, 30),
	splitBy: fc.constantFrom('country', 'callingCode'),
	strictNumbers: fc.boolean(),
});

/** Rows, each with the results of earlier checks for three apps. */
const checkedRows = mixedRows
	.filter((rows) => rows.some(({ json }) => json.phone !== undefined))
	.chain((rows) =>
		fc
			.array(fc.tuple(earlier, earlier, earlier), {
				minLength: rows.length,
				maxLength: rows.length,
			})
			.map((results) => rows.map((row, index) => ({ row, results: results[index] }))),
	);

/** Writes what earlier checks have left into a row. */
function itemOf(
	{ row, results }: { row: MixedRow; results: Array<Earlier | undefined> },
	uploadId: string,
	now: number,
): IDataObject {
	const fields = row.apps.flatMap(({ slug }, at) => {
		const result = results[at];
		if (!result) return [];
		const prefix = prefixOf(row, at);
		const { status, number, days } = result;
		const isPaid = !['held', 'invalid'].includes(status);
		return [
			[`${prefix}Status`, status],
			[`${prefix}UploadId`, isPaid ? uploadId : ''],
			[`${prefix}CheckedAt`, new Date(now - days * DAY).toISOString()],
			...(at > 0
				? []
				: [
						['ihmjcNumber', { same: row.digits, other: '14155550199', blank: '' }[number]],
						['ihmjcApp', slug],
					]),
		];
	});
	return { ...row.json, ...(Object.fromEntries(fields) as IDataObject) };
}

const has = (uploads: readonly UploadRecord[], code: string, number: unknown) =>
	uploads.some(({ appCode, numbers }) => appCode === code && numbers().includes(String(number)));

describe('Preview of any rows, with any apps, options and previous results', () => {
	it('says what Check Numbers then does with each of them', async () => {
		const { run, sandbox, clock, spent } = await setUp({ countryRule: 'any' });
		const uploadId = await upload(sandbox, ['14155550100', '447700900000', '33639980001']);
		const parameters = {
			app: '={{ $json.app }}',
			additionalApps: '={{ $json.apps }}',
			defaultCountry: 'US',
		};
		const counts = new Map<string, number>();
		await fc.assert(
			fc.asyncProperty(checkedRows, options, async (rows, chosen) => {
				const items = rows.map((each) => itemOf(each, uploadId, clock.now()));
				const preview = async (kind: string) =>
					await run(
						{ ...parameters, operation: 'preview', options: { ...chosen, return: kind } },
						{ items },
					);
				const before = [sandbox.uploads.length, spent()];
				const previewed = await preview('rows');
				const lists = jsonOf(await preview('lists'));
				expect([sandbox.uploads.length, spent()]).toEqual(before);

				const asked = { ...parameters, options: { ...chosen, failedNumbers: 'keep' } };
				const checked = jsonOf(await run(asked, { items }));
				const uploads = sandbox.uploads.slice(before[0]);

				expect(pairedWith(previewed)).toEqual(items.map((_, item) => [item]));
				const seen = jsonOf(previewed);
				expect(seen.map((json) => takeApart(json).own)).toEqual(rows.map(({ row }) => row.json));
				for (const [index, { row }] of rows.entries()) {
					expectSame(row, items[index], seen[index], checked[index], uploads);
				}

				const sent = lists.filter(({ action }) => action === 'send');
				const slugOf = new Map(
					rows.flatMap(({ row }) => row.apps.map(({ code, slug }) => [code, slug])),
				);
				expect(sent.map(({ app, numbers }) => [app, numbers])).toEqual(
					uploads.map(({ appCode, count }) => [slugOf.get(appCode), count]),
				);
				const sum = sent.reduce((total, { numbers }) => total + Number(numbers), 0);
				expect(sum).toBe(spent() - before[1]);
				for (const { action, numbers } of lists) {
					if (Number(numbers) === 0) continue;
					expect(action).toBe(Number(numbers) < chosen.minNumbers ? 'hold' : 'send');
				}
				const isInvalid = ({ ihmjcAction, ihmjcReason }: IDataObject) =>
					ihmjcAction === 'skip' && ihmjcReason !== '';
				const invalid = lists.reduce((total, list) => total + Number(list.invalid), 0);
				expect(invalid).toBeGreaterThanOrEqual(seen.filter(isInvalid).length);
			}),
			{ numRuns: 40 },
		);
		// Each of them occurred.
		expect([...counts.keys()].sort()).toEqual(['hold', 'keep', 'resume', 'send', 'skip']);

		function expectSame(
			row: MixedRow,
			item: IDataObject,
			seen: IDataObject,
			checked: IDataObject,
			uploads: readonly UploadRecord[],
		) {
			for (const [at, { code }] of row.apps.entries()) {
				const prefix = prefixOf(row, at);
				const action = String(seen[`${prefix}Action`]);
				counts.set(action, (counts.get(action) ?? 0) + 1);
				const fieldsOf = (json: IDataObject) => ({
					status: json[`${prefix}Status`],
					uploadId: json[`${prefix}UploadId`],
					reason: json[`${prefix}Reason`],
					checkedAt: json[`${prefix}CheckedAt`],
				});
				const [old, result] = [fieldsOf(item), fieldsOf(checked)];
				const isNew = uploads.some(({ sendID }) => sendID === result.uploadId);
				expect([action, isNew]).toEqual([action, action === 'send']);
				if (['send', 'hold', 'resume'].includes(action) && at === 0) {
					const { ihmjcNumber, ihmjcCountry, ihmjcDuplicate, ihmjcReason } = seen;
					expect(checked).toMatchObject({ ihmjcNumber, ihmjcCountry, ihmjcDuplicate });
					expect(ihmjcReason).toBe(action === 'hold' ? 'tooFew' : '');
				}
				switch (action) {
					case 'send':
						expect(has(uploads, code, seen.ihmjcNumber)).toBe(true);
						break;
					case 'hold': {
						expect(has(uploads, code, seen.ihmjcNumber)).toBe(false);
						expect(result.reason).toBe('tooFew');
						const isSame = item.ihmjcNumber === '' || item.ihmjcNumber === seen.ihmjcNumber;
						const status = String(old.status ?? '').toLowerCase();
						// A verdict that was paid for is never overwritten.
						if (VERDICTS.includes(status) && (isSame || item.ihmjcNumber === undefined)) {
							expect(result).toEqual({ ...old, status, reason: 'tooFew' });
						} else expect(result).toMatchObject({ status: 'held', uploadId: '' });
						break;
					}
					case 'skip':
						expect(result).toMatchObject({ status: 'invalid', uploadId: '' });
						if (at === 0) expect(seen.ihmjcReason).toBe(result.reason);
						break;
					case 'keep':
						expect(['activated', 'unregistered', String(old.status)]).toContain(result.status);
						break;
					default:
						expect(action).toBe('resume');
						expect(result.uploadId).toBe(uploadId);
				}
			}
		}
	}, 120_000);
});
