import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { UploadRecord } from '../../tools/sandbox/records';
import type { Sandbox } from '../../tools/sandbox/startSandbox';
import { jsonOf, pairedWith } from '../helpers/ihmjcResult';
import { type MixedRow, mixedRows, takeApart } from '../helpers/mixedRows';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

const HOUR = 3_600_000;
const RUNS = { numRuns: 12 };
/** Rows with a number in `phone`, an app in `app` and more in `apps`. American numbers may lack +1. */
const parameters = {
	app: '={{ $json.app }}',
	additionalApps: '={{ $json.apps }}',
	defaultCountry: 'US',
};

afterEach(closeAll);

const jsonsOf = (rows: MixedRow[]) => rows.map(({ json }) => json);
/** At least one row has the field of Phone Field, because the node fails otherwise. */
const hasField = (rows: MixedRow[]) => rows.some(({ json }) => json.phone !== undefined);
const someRows = mixedRows.filter(hasField);

/** Every number to send to each app, without duplicates: digits by app code. */
function uniqueNumbers(rows: MixedRow[]): string[] {
	const pairs = rows
		.filter(({ digits }) => digits !== '')
		.flatMap(({ apps, digits }) => apps.map(({ code }) => `${code} ${digits}`));
	return [...new Set(pairs)].sort();
}

/** The prefix of an app's fields. */
const prefixOf = ({ apps }: MixedRow, at: number) =>
	at === 0
		? 'ihmjc'
		: `ihmjc${{ whatsapp: 'Whatsapp', telegram: 'Telegram', 'line-tw': 'LineTw' }[apps[at].slug]}`;

/** The statuses of a checked row, app by app. */
const statusesOf = (row: MixedRow, checked: IDataObject) =>
	row.apps.map((_, at) => checked[`${prefixOf(row, at)}Status`]);

function sentNumbers(uploads: readonly UploadRecord[]): string[] {
	return uploads
		.flatMap((upload) => upload.numbers().map((digits) => `${upload.appCode} ${digits}`))
		.sort();
}

const REASONS: Record<string, string> = { unknown: 'notListed', failed: 'noAnswer' };

/** The upload ID of a row for one of its apps. */
const uploadOf = (sandbox: Sandbox, row: MixedRow, at: number, json: IDataObject) =>
	sandbox.uploads.find(({ sendID }) => sendID === json[`${prefixOf(row, at)}UploadId`]);

/** Empty lists, which may not be ready yet. */
function statusIn(sandbox: Sandbox, digits: string, upload: UploadRecord | undefined): string {
	const statusOf = (number: string) => sandbox.statusOf(number, upload?.appCode ?? '');
	return upload?.numbers().some((number) => statusOf(number) !== 'unknown')
		? statusOf(digits)
		: 'failed';
}

/** Expects a true status of an upload that is resumed. Its other numbers aren't known, so none of them is known to be in neither list. */
function expectTrue(
	sandbox: Sandbox,
	status: unknown,
	{ digits }: MixedRow,
	upload: UploadRecord | undefined,
): void {
	const truth = statusIn(sandbox, digits, upload);
	expect(truth === 'unknown' ? ['unknown', 'failed'] : [truth]).toContain(status);
}

describe('Check Numbers with any rows', () => {
	it('returns the same rows in the same order with their results and charges a number once', async () => {
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
			const { app, apps, country, digits } = row;
			const isDuplicate = before.some(
				(earlier) =>
					earlier.digits === digits && earlier.apps.some(({ code }) => code === app.code),
			);
			const answers = apps.map((each, at) => {
				const answer = answerOf(digits, country, each.code, uploads);
				return Object.fromEntries(
					Object.entries(answer).map(([key, value]) => [`${prefixOf(row, at)}${key}`, value]),
				);
			});
			return {
				...(Object.assign({}, ...answers) as IDataObject),
				ihmjcNumber: digits,
				ihmjcCountry: country,
				ihmjcApp: app.slug,
				ihmjcDuplicate: digits !== '' && isDuplicate,
			};
		}

		function answerOf(digits: string, country: string, code: string, uploads: UploadRecord[]) {
			if (digits === '') {
				return {
					Status: 'invalid',
					UploadId: '',
					Reason: expect.stringMatching(/^(empty|notANumber|tooShort|tooLong|notValid)$/),
					Message: expect.stringMatching(/^[A-Z].*\.$/),
					CheckedAt: '',
				};
			}
			const upload = uploads.find(
				(each) => each.appCode === code && each.numbers().includes(digits),
			);
			expect(upload?.country).toBe(country);
			const status = statusIn(sandbox, digits, upload);
			return {
				Status: status,
				UploadId: upload?.sendID,
				Reason: REASONS[status] ?? '',
				Message: status in REASONS ? expect.stringMatching(/neither|no clear result/) : '',
				CheckedAt: status === 'failed' ? '' : expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
			};
		}
	});

	it('gets the results of pending rows at no extra charge', async () => {
		const { run, clock, sandbox, spent, requestCounts } = await setUp({ jobSeconds: 7200 });
		const waitOnce = { ...parameters, options: { maxWait: 0, onTimeout: 'output' } };
		const statuses = (rows: MixedRow[], checked: IDataObject[]) =>
			rows.map((row, index) => statusesOf(row, checked[index]));
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const first = jsonOf(await run(waitOnce, { items: jsonsOf(rows) }));
				const pending = rows.map(({ digits, apps }) =>
					apps.map(() => (digits === '' ? 'invalid' : 'pending')),
				);
				expect(statuses(rows, first)).toEqual(pending);

				const charged = [spent(), requestCounts().upload];
				clock.advance(HOUR);
				const second = jsonOf(await run(waitOnce, { items: first }));
				expect(second).toEqual(first);

				clock.advance(HOUR);
				const third = jsonOf(await run(waitOnce, { items: second }));
				for (const [index, row] of rows.entries()) {
					for (const [at, status] of statusesOf(row, third[index]).entries()) {
						if (row.digits === '') expect(status).toBe('invalid');
						else expectTrue(sandbox, status, row, uploadOf(sandbox, row, at, first[index]));
					}
				}
				expect(third.map(({ ihmjcUploadId }) => ihmjcUploadId)).toEqual(
					first.map(({ ihmjcUploadId }) => ihmjcUploadId),
				);
				expect([spent(), requestCounts().upload]).toEqual(charged);
			}),
			RUNS,
		);
	});

	it('checks a previous row only for its pending apps', async () => {
		const { run, clock, sandbox, spent, requestCounts } = await setUp({ jobSeconds: 7200 });
		const waitOnce = { ...parameters, options: { maxWait: 0, onTimeout: 'output' } };
		await fc.assert(
			fc.asyncProperty(someRows, fc.nat(5), async (rows, known) => {
				const pending = jsonOf(await run(waitOnce, { items: jsonsOf(rows) }));
				clock.advance(HOUR);
				// Some results exist already, as if their uploads had been done earlier.
				const partly = pending.map((json, index) => {
					const row = rows[index];
					if (row.digits === '' || row.apps.length < 2) return json;
					const prefix = prefixOf(row, known % row.apps.length);
					return { ...json, [`${prefix}Status`]: 'activated', [`${prefix}Message`]: 'kept' };
				});
				clock.advance(HOUR);
				const charged = [spent(), requestCounts().upload];
				const answered = jsonOf(await run(waitOnce, { items: partly }));
				expect([spent(), requestCounts().upload]).toEqual(charged);
				for (const [index, row] of rows.entries()) {
					if (row.digits === '') continue;
					const isKept = (at: number) => row.apps.length > 1 && at === known % row.apps.length;
					for (const [at, status] of statusesOf(row, answered[index]).entries()) {
						if (isKept(at)) expect(status).toBe('activated');
						else expectTrue(sandbox, status, row, uploadOf(sandbox, row, at, pending[index]));
					}
				}
			}),
			RUNS,
		);
	});

	it('sends the lists that Preview shows', async () => {
		const { run, sandbox, requestCounts: requests } = await setUp();
		await fc.assert(
			fc.asyncProperty(someRows, async (rows) => {
				const items = jsonsOf(rows);
				const before = requests().upload;
				const preview = await run({ ...parameters, operation: 'preview' }, { items });
				expect(requests().upload).toBe(before);

				const uploadsBefore = sandbox.uploads.length;
				const checked = jsonOf(await run(parameters, { items }));
				const uploads = sandbox.uploads.slice(uploadsBefore);
				const slugs = new Map(
					rows.flatMap(({ apps }) => apps.map(({ code, slug }) => [code, slug])),
				);
				const lists = jsonOf(preview).filter(({ numbers }) => numbers !== 0);
				expect(lists.map(({ app, country, numbers }) => [app, country, numbers])).toEqual(
					uploads.map(({ appCode, country, count }) => [slugs.get(appCode), country, count]),
				);
				const sum = (key: string) =>
					jsonOf(preview).reduce((total, list) => total + Number(list[key]), 0);
				if (uploads.length > 0) {
					const isInvalid = ({ ihmjcStatus }: IDataObject) => ihmjcStatus === 'invalid';
					expect(sum('invalid')).toBe(checked.filter(isInvalid).length);
				}
				const asked = rows.filter(({ digits }) => digits !== '').flatMap(({ apps }) => apps);
				expect(sum('duplicates')).toBe(asked.length - sum('numbers'));
			}),
			RUNS,
		);
	});
});
