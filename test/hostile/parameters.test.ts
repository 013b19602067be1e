import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fileOf } from '../../tools/engine/rowsTrigger';
import { errorOf, errorsOf, jsonOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { parametersOf } from '../helpers/parametersOf';
import { setUp } from '../helpers/setUp';
import { TRIED_OPERATIONS } from '../helpers/triedOperations';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

/** Values that an expression may return for any parameter. */
const ODD = {
	null: null,
	undefined,
	'an empty text': '',
	spaces: '  ',
	true: true,
	false: false,
	0: 0,
	'-1': -1,
	NaN,
	Infinity,
	'1e304': 1e304,
	'an empty array': [],
	'an array': [7],
	'an empty object': {},
	'an object': { a: { b: 1 } },
	'an emoji': '🙂',
	'a word': 'soon',
	'a long text': 'x'.repeat(1_000_000),
} satisfies Record<string, unknown>;

type Odd = `${keyof typeof ODD}`;

const MISSING: Odd[] = ['null', 'undefined'];
const BLANK: Odd[] = [...MISSING, 'an empty text', 'spaces'];
const ANY_TEXT: Odd[] = [...BLANK, '0', '-1', '1e304', 'an emoji', 'a word', 'a long text'];

/** The values that each parameter accepts, with a result like that of its default. All others are errors. */
const ACCEPTED: Record<string, Odd[]> = {
	app: [],
	appCode: [],
	additionalApps: [...BLANK, 'an empty array'],
	source: MISSING,
	phoneField: [],
	numbers: [],
	binaryPropertyName: [],
	'download.binaryPropertyName': ANY_TEXT,
	defaultCountry: BLANK,
	maxNumbers: ['0', '1e304'],
	uploadId: [],
	file: MISSING,
	outputAs: MISSING,
	'options.failedNumbers': MISSING,
	'options.foreignNumbers': MISSING,
	'options.fileName': ANY_TEXT,
	'options.maxWait': ['0', '1e304'],
	'options.minNumbers': ['0'],
	'options.minPoints': ['0'],
	'options.onTimeout': MISSING,
	'options.outputName': MISSING,
	'options.pollInterval': ['0', '-1', '1e304'],
	'options.recheckAfter': ['0', '1e304'],
	'options.resumeUploads': [...BLANK, 'an empty array'],
	'options.return': MISSING,
	'options.splitBy': MISSING,
	'options.strictNumbers': ['true', 'false', '0'],
	'options.waitIn': MISSING,
};

/** Values that may be meant: free questions to the service, which refuses them, and texts without a number. Nothing is sent for them. */
const FREE: Record<string, Odd[]> = {
	appCode: ['0', 'a word'],
	numbers: ['0', '-1', '1e304', 'an array', 'an emoji', 'a word', 'a long text'],
	uploadId: ['0', '-1', '1e304', 'an emoji', 'a word'],
	'options.resumeUploads': ['0', '-1', '1e304', 'an array'],
};

/** Parameters under which another one is used. */
const NEEDS: Record<string, INodeParameters> = {
	appCode: { app: 'other' },
	numbers: { source: 'text' },
	binaryPropertyName: { source: 'binary' },
};

/** What an error says if not the parameter's name in quotes. */
const SAYS: Record<string, RegExp> = {
	app: /^App "|'App'/,
	uploadId: /Upload ID|upload ID/,
};

const PHONE = '+14155550100';

/** The virtual clocks of two runs differ by the time that they really took. */
const withoutTimes = (rows: IDataObject[]) =>
	rows.map(({ ihmjcCheckedAt, ...row }) => ({ ...row, isChecked: Boolean(ihmjcCheckedAt) }));

const cases = TRIED_OPERATIONS.filter(
	({ name, isTrigger }) => !isTrigger && !/items|ZIP/.test(name),
)
	.flatMap((operation) =>
		parametersOf(operation.parameters).map(({ path, property, having }) => ({
			...operation,
			path,
			property,
			/** The row has the value, so that it is the same after an expression. */
			given: { ...having('={{ $json.odd }}'), ...(operation.needsUpload ? {} : NEEDS[path]) },
			plain: { ...operation.parameters, ...(operation.needsUpload ? {} : NEEDS[path]) },
		})),
	)
	.map((each) => [each.name, each.path, each] as const);

/** One reader reads a parameter for all operations, so the first that has it gets all values, and each of the others one in so many. */
const SHARES = 6;

const operationsWith = (path: string) =>
	cases.filter(([, each]) => each === path).map(([name]) => name);

afterEach(closeAll);

async function world(needsUpload = false) {
	const setting = await setUp();
	const uploadId = needsUpload ? await upload(setting.sandbox, [PHONE.slice(1)]) : undefined;
	const before = setting.spent();
	const rowWith = (odd: unknown) => [
		{
			json: { phone: PHONE, odd, ...(uploadId && { uploadId }) } as IDataObject,
			binary: { data: fileOf(`${PHONE}\n`) },
		},
	];
	return { ...setting, rowWith, spent: () => setting.spent() - before };
}

describe.each(cases)('%s with an odd value for %s', (operationName, path, operation) => {
	const { given, plain, needsUpload, property } = operation;
	const accepted = ACCEPTED[`${String(plain.operation)}.${path}`] ?? ACCEPTED[path] ?? [];
	const free = FREE[path] ?? [];
	// A good output name isn't odd.
	const at = operationsWith(path).indexOf(operationName);
	const odd = (Object.keys(ODD) as Odd[]).filter(
		(name, index) =>
			(path !== 'options.outputName' || name !== 'a word') &&
			(at === 0 || index % SHARES === at % SHARES),
	);
	const says = SAYS[path] ?? new RegExp(`'${property.displayName}'`);

	it('is listed in ACCEPTED', () => {
		expect(Object.keys(ACCEPTED)).toContain(path);
	});

	for (const name of odd.filter((each) => accepted.includes(each))) {
		it(`does as by default for ${name}`, async () => {
			const [one, other] = [await world(needsUpload), await world(needsUpload)];
			const items = one.rowWith(ODD[name]);
			const isOption = path.startsWith('options.');
			const options = isOption ? { ...plain, options: {} } : plain;
			const expected = await other.run(options, { items: other.rowWith(ODD[name]) });
			const result = await one.run(given, { items });
			expect(result.error?.message).toBeUndefined();
			expect(withoutTimes(jsonOf(result))).toEqual(withoutTimes(jsonOf(expected)));
			expect(jsonOf(result).length).toBeGreaterThan(0);
		});
	}

	for (const name of free) {
		it(`sends nothing for ${name}`, async () => {
			const { run, rowWith, spent } = await world(needsUpload);
			const items = rowWith(ODD[name]);
			for (const node of [{}, REGULAR, ERROR_OUTPUT]) {
				const result = await run(given, { items, node });
				expect(result.error?.message.length ?? 0).toBeLessThan(500);
			}
			expect(spent()).toBe(0);
		});
	}

	for (const name of odd.filter((each) => !accepted.includes(each) && !free.includes(each))) {
		it(`names the parameter and the item, and sends nothing, for ${name}`, async () => {
			const { run, rowWith, spent, requestCounts } = await world(needsUpload);
			const uploads = requestCounts().upload;
			const items = rowWith(ODD[name]);

			const error = errorOf(await run(given, { items }));
			expect(`${error.message} ${error.description}`).toMatch(says);
			expect(error.itemIndex).toBe(0);
			expect(error.message.length).toBeLessThan(500);

			const failed = jsonOf(await run(given, { items, node: ERROR_OUTPUT }), 1);
			expect(failed).toHaveLength(1);
			expect(errorsOf(failed)[0]).toContain(error.message);

			const [row] = jsonOf(await run(given, { items, node: REGULAR }));
			const { ihmjcMessage, error: own } = row as { ihmjcMessage?: string; error?: IDataObject };
			expect(ihmjcMessage ?? own?.message).toContain(error.message);

			expect(spent()).toBe(0);
			expect(requestCounts().upload).toBe(uploads);
		});
	}
});
