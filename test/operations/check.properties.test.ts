import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { UploadRecord } from '../../sandbox/records';
import type { Sandbox } from '../../sandbox/startSandbox';
import { jsonOf, pairedWith } from '../ihmjcResult';
import { closeAll } from '../sandbox/sandboxes';
import { mixedRows, takeApart, type MixedRow } from './rows';
import { setUp } from './setUp';

const HOUR = 3_600_000;
const RUNS = { numRuns: 12 };
/** A number in `phone`, an app in `app`, and Americans who leave out +1. */
const parameters = { app: '={{ $json.app }}', defaultCountry: 'US' };

afterEach(closeAll);

const jsonsOf = (rows: MixedRow[]) => rows.map(({ json }) => json);
/** One row at least has a field of the name in Phone Field, or the node says so. */
const hasField = (rows: MixedRow[]) => rows.some(({ json }) => json.phone !== undefined);
const someRows = mixedRows.filter(hasField);

/** Every number that must be sent, once: by app code, as digits. */
function uniqueNumbers(rows: MixedRow[]): string[] {
	const valid = rows.filter(({ digits }) => digits !== '');
	return [...new Set(valid.map(({ app, digits }) => `${app.code} ${digits}`))].sort();
}

function sentNumbers(uploads: readonly UploadRecord[]): string[] {
	return uploads
		.flatMap((upload) => upload.numbers().map((digits) => `${upload.appCode} ${digits}`))
		.sort();
}

const REASONS: Record<string, string> = { unknown: 'notListed', failed: 'noAnswer' };

/** Lists that hold nothing at all may not be there yet. */
function statusIn(sandbox: Sandbox, digits: string, upload: UploadRecord | undefined): string {
	const statusOf = (number: string) => sandbox.statusOf(number, upload?.appCode ?? '');
	return upload?.numbers().some((number) => statusOf(number) !== 'unknown')
		? statusOf(digits)
		: 'failed';
}

describe('Check Numbers, whatever the rows', () => {
	it('gives the same rows in the same order, each with its answer, and pays once for each number', async () => {
		const { run, sandbox, spent } = await setUp();
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const [uploadsBefore, spentBefore] = [sandbox.uploads.length, spent()];
				const result = await run(parameters, { items: jsonsOf(rows) });
				const checked = jsonOf(result).map(takeApart);
				const uploads = sandbox.uploads.slice(uploadsBefore);

				expect(result.status).toBe('success');
				expect(checked.map(({ own }) => own)).toEqual(jsonsOf(rows));
				expect(pairedWith(result)).toEqual(rows.map((_, index) => [index]));
				expect(checked.map(({ added }) => added)).toEqual(
					rows.map((row, index) => expectedAnswer(row, rows.slice(0, index), uploads)),
				);

				expect(sentNumbers(uploads)).toEqual(uniqueNumbers(rows));
				expect(spent() - spentBefore).toBe(uniqueNumbers(rows).length);
			}),
			RUNS,
		);

		function expectedAnswer(row: MixedRow, before: MixedRow[], uploads: UploadRecord[]) {
			const { app, country, digits } = row;
			if (digits === '') {
				return {
					ihmjcStatus: 'invalid',
					ihmjcNumber: '',
					ihmjcCountry: '',
					ihmjcApp: app.slug,
					ihmjcUploadId: '',
					ihmjcReason: expect.stringMatching(/^(empty|notANumber|tooShort|tooLong|notValid)$/),
					ihmjcMessage: expect.stringMatching(/^[A-Z].*\.$/),
					ihmjcCheckedAt: '',
					ihmjcDuplicate: false,
				};
			}
			const upload = uploads.find(
				(each) => each.appCode === app.code && each.numbers().includes(digits),
			);
			expect(upload?.country).toBe(country);
			const status = statusIn(sandbox, digits, upload);
			return {
				ihmjcStatus: status,
				ihmjcNumber: digits,
				ihmjcCountry: country,
				ihmjcApp: app.slug,
				ihmjcUploadId: upload?.sendID,
				ihmjcReason: REASONS[status] ?? '',
				ihmjcMessage: status in REASONS ? expect.stringMatching(/neither|missing/) : '',
				ihmjcCheckedAt:
					status === 'failed' ? '' : expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				ihmjcDuplicate: before.some(
					(earlier) => earlier.digits === digits && earlier.app.code === app.code,
				),
			};
		}
	});

	it('pays nothing for rows that come back while they are pending, and answers them in the end', async () => {
		const { run, clock, sandbox, spent, asked } = await setUp({ jobSeconds: 7200 });
		const waitOnce = { ...parameters, options: { maxWait: 0, onTimeout: 'output' } };
		const statuses = (rows: IDataObject[]) => rows.map(({ ihmjcStatus }) => ihmjcStatus);
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const first = jsonOf(await run(waitOnce, { items: jsonsOf(rows) }));
				const pending = rows.map(({ digits }) => (digits === '' ? 'invalid' : 'pending'));
				expect(statuses(first)).toEqual(pending);

				const paid = [spent(), asked().upload];
				clock.advance(HOUR);
				const second = jsonOf(await run(waitOnce, { items: first }));
				expect(second).toEqual(first);

				clock.advance(HOUR);
				const third = jsonOf(await run(waitOnce, { items: second }));
				expect(statuses(third)).toEqual(
					rows.map(({ digits }, index) =>
						digits === ''
							? 'invalid'
							: statusIn(
									sandbox,
									digits,
									sandbox.uploads.find(({ sendID }) => sendID === first[index].ihmjcUploadId),
								),
					),
				);
				expect(third.map(({ ihmjcUploadId }) => ihmjcUploadId)).toEqual(
					first.map(({ ihmjcUploadId }) => ihmjcUploadId),
				);
				expect([spent(), asked().upload]).toEqual(paid);
			}),
			RUNS,
		);
	});

	it('says the same in fields and in an object', async () => {
		const { run, clock } = await setUp();
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const started = clock.now();
				const flat = jsonOf(await run(parameters, { items: jsonsOf(rows) }));
				clock.advance(started - clock.now());
				const nested = jsonOf(
					await run(
						{ ...parameters, options: { outputFormat: 'object' } },
						{ items: jsonsOf(rows) },
					),
				);
				const flattened = nested.map(({ ihmjc, ...own }) => ({
					...own,
					...Object.fromEntries(
						Object.entries(ihmjc as IDataObject).map(([key, value]) => [
							`ihmjc${key[0].toUpperCase()}${key.slice(1)}`,
							value,
						]),
					),
				}));
				// Two executions are two payments, so two uploads.
				const withoutId = ({ ihmjcUploadId, ...row }: IDataObject) => ({
					...row,
					wasSent: ihmjcUploadId !== '',
				});
				expect(flattened.map(withoutId)).toEqual(flat.map(withoutId));
			}),
			RUNS,
		);
	});

	it('sends what Preview said it would', async () => {
		const { run, sandbox, asked } = await setUp();
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const items = jsonsOf(rows);
				const before = asked().upload;
				const preview = await run({ ...parameters, operation: 'preview' }, { items });
				expect(asked().upload).toBe(before);

				const uploadsBefore = sandbox.uploads.length;
				const checked = jsonOf(await run(parameters, { items }));
				const uploads = sandbox.uploads.slice(uploadsBefore);
				const appOf = (sendID: string) =>
					checked.find(({ ihmjcUploadId }) => ihmjcUploadId === sendID)?.ihmjcApp;
				expect(jsonOf(preview).map(({ app, country, numbers }) => [app, country, numbers])).toEqual(
					uploads.map(({ sendID, country, count }) => [appOf(sendID), country, count]),
				);
				const sum = (key: string) =>
					jsonOf(preview).reduce((total, list) => total + Number(list[key]), 0);
				if (uploads.length > 0) {
					const isInvalid = ({ ihmjcStatus }: IDataObject) => ihmjcStatus === 'invalid';
					expect(sum('invalid')).toBe(checked.filter(isInvalid).length);
				}
				expect(sum('duplicates')).toBe(
					checked.filter(({ ihmjcDuplicate }) => ihmjcDuplicate).length,
				);
			}),
			RUNS,
		);
	});
});
