import * as fc from 'fast-check';

import { createRowWriter, flatColumns } from '../../nodes/Ihmjc/results/ResultColumns';
import type { RowResult } from '../../nodes/Ihmjc/results/RowResult';
import { RESULT } from '../helpers/rowResult';

const COLUMNS = [flatColumns('wa'), flatColumns('wa', 'telegram'), flatColumns('viber')];

const [OWN, TELEGRAM] = COLUMNS;

const OWN_KEYS = [
	'status',
	'number',
	'country',
	'app',
	'uploadId',
	'reason',
	'message',
	'checkedAt',
	'duplicate',
] as const;

const anyResult: fc.Arbitrary<RowResult> = fc.record({
	status: fc.constantFrom('activated', 'unregistered', 'failed'),
	number: fc.constantFrom('14155550100', '14155550101', ''),
	country: fc.constantFrom('US', 'CA'),
	app: fc.constantFrom('whatsapp', 'telegram'),
	uploadId: fc.constantFrom('42992', '42993'),
	reason: fc.constantFrom('', 'noAnswer'),
	message: fc.constantFrom('', 'Some message'),
	checkedAt: fc.constantFrom('', '2026-11-24T09:00:00.000Z'),
	duplicate: fc.boolean(),
});

/** Names that objects treat in a special way, names of result fields, and names that join to the same text. */
const anyName = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'hasOwnProperty', '0', '7', '4294967295', '-1', ''),
	fc.constantFrom(...OWN.names, ...TELEGRAM.names, 'viber', 'wastatus'),
	fc.constantFrom('a', 'b', 'a,b', ',', 'a,'),
	fc.string(),
);

const anyValue = fc.oneof(
	fc.jsonValue(),
	fc.constant(undefined),
	fc.date({ noInvalidDate: true }),
	fc.double(),
);

/** Rows of any fields in any order, some of them without a prototype. */
const anyRow = fc
	.tuple(
		fc.uniqueArray(fc.tuple(anyName, anyValue), { maxLength: 20, selector: ([name]) => name }),
		fc.boolean(),
	)
	.map(([fields, isPlain]) => {
		const row = Object.fromEntries(fields) as Record<string, unknown>;
		return isPlain ? row : (Object.setPrototypeOf(row, null) as Record<string, unknown>);
	});

/** A few rows in any order and number, so that rows have the fields of earlier ones. */
const anyRows = fc
	.array(anyRow, { minLength: 1, maxLength: 4 })
	.chain((rows) => fc.array(fc.constantFrom(...rows), { maxLength: 12 }));

/** What must be returned: the row's own fields in their order, then the new ones in the order of `names`. */
function expectedOf(row: Record<string, unknown>, columns: number[], results: RowResult[]) {
	const fields = new Map(Object.entries(row));
	for (const [at, column] of columns.entries()) {
		const result = results[at];
		const five = {
			status: result.status,
			uploadId: result.uploadId,
			reason: result.reason,
			message: result.message,
			checkedAt: result.checkedAt,
		};
		if (column === 1) Object.values(five).forEach((v, i) => fields.set(TELEGRAM.names[i], v));
		else OWN_KEYS.forEach((key, i) => fields.set(COLUMNS[column].names[i], result[key]));
	}
	return fields;
}

describe('createRowWriter', () => {
	it('returns any row as it came, with its own results, whatever other rows had', () => {
		fc.assert(
			fc.property(
				anyRows,
				fc.uniqueArray(fc.constantFrom(0, 1, 2), { minLength: 1 }),
				fc.array(fc.array(anyResult, { minLength: 3, maxLength: 3 }), {
					minLength: 12,
					maxLength: 12,
				}),
				(rows, columns, results) => {
					const write = createRowWriter(columns.map((at) => COLUMNS[at]));
					const before = rows.map((row) => Object.entries(row));
					for (const [index, row] of rows.entries()) {
						const written = write(row, results[index]);
						const expected = expectedOf(row, columns, results[index]);
						// Objects put names that are numbers first, whatever the order in which they are added.
						const names = Object.keys(Object.fromEntries(expected));
						expect(Object.keys(written)).toEqual(names);
						const values = names.map(
							(name) => Object.getOwnPropertyDescriptor(written, name)?.value,
						);
						expect(values).toEqual(names.map((name) => expected.get(name)));
						expect(Object.getPrototypeOf(written)).toBe(Object.prototype);
					}
					expect(rows.map((row) => Object.entries(row))).toEqual(before);
				},
			),
			{ numRuns: 500 },
		);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});

	it('keeps a field named __proto__ as an ordinary field', () => {
		const write = createRowWriter([OWN]);
		const text = '{"name":"Ada","__proto__":{"polluted":true}}';
		for (let times = 0; times < 3; times++) {
			const written = write(JSON.parse(text) as Record<string, unknown>, [RESULT]);
			expect(Object.hasOwn(written, '__proto__')).toBe(true);
			expect(written.polluted).toBeUndefined();
		}
	});

	it('returns rows that all have different fields', () => {
		const write = createRowWriter([OWN]);
		for (let index = 0; index < 2500; index++) {
			const name = `field${index % 1250}`;
			const written = write({ [name]: index }, [RESULT]);
			expect(written[name]).toBe(index);
			expect(Object.keys(written)).toEqual([name, ...OWN.names]);
		}
	});

	it('keeps every value of a row apart from those of the row before', () => {
		const write = createRowWriter([OWN]);
		const rows = [{ a: 1, b: {} }, { a: 2, b: {} }, { a: 3 }, { b: 4, a: 5 }, { a: 6, b: 7 }];
		const written = rows.map((row) => write(row, [RESULT]));
		expect(written).toEqual(rows.map((row) => expect.objectContaining(row)));
		expect(written[0].b).toBe(rows[0].b);
		expect(Object.keys(written[3]).slice(0, 2)).toEqual(['b', 'a']);
	});
});
