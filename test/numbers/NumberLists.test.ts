import * as fc from 'fast-check';
import {
	createNumberParser,
	type ParsedNumber,
} from '../../nodes/Ihmjc/numbers/createNumberParser';
import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';
import { NumberLists, type SplitBy } from '../../nodes/Ihmjc/numbers/NumberLists';

const parse = createNumberParser({ defaultCountry: 'none', strict: false, acceptForeign: false });

function parsed(text: string): ParsedNumber {
	const number = parse(text);
	if (!number.ok) throw new Error(number.message);
	return number;
}

const NUMBERS = [
	'+442079460000',
	'+14155550100',
	'+14165550100',
	'+14155550101',
	'+1 (415) 555-0100',
	'+80012345678',
	'+881612345678',
	'+14155550100',
];

function collect(splitBy: SplitBy, numbers = NUMBERS) {
	const lists = new NumberLists(splitBy);
	const added = numbers.map((text) => lists.add(parsed(text)));
	return { lists: new Set(added.map(({ list }) => list)), added };
}

function summary(lists: Iterable<NumberList>) {
	return [...lists].map(({ country, callingCode, size, duplicates }) => ({
		country,
		callingCode,
		size,
		duplicates,
	}));
}

describe('NumberLists', () => {
	it('makes one list for each country, in order of first appearance', () => {
		const { lists } = collect('country');
		expect(summary(lists)).toEqual([
			{ country: 'GB', callingCode: '44', size: 1, duplicates: 0 },
			{ country: 'US', callingCode: '1', size: 2, duplicates: 2 },
			{ country: 'CA', callingCode: '1', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '800', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '881', size: 1, duplicates: 0 },
		]);
	});

	it('makes one list for each calling code, under its main country', () => {
		const { lists } = collect('callingCode', ['+14165550100', ...NUMBERS]);
		expect(summary(lists)).toEqual([
			{ country: 'US', callingCode: '1', size: 3, duplicates: 3 },
			{ country: 'GB', callingCode: '44', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '800', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '881', size: 1, duplicates: 0 },
		]);
	});

	it('tells the slot of a number, and whether it is new', () => {
		const { lists, added } = collect('country');
		expect(added.map(({ slot, isNew }) => [slot, isNew])).toEqual([
			[0, true],
			[0, true],
			[0, true],
			[1, true],
			[0, false],
			[0, true],
			[0, true],
			[0, false],
		]);
		const [british, american] = lists;
		expect(added[3].list).toBe(american);
		expect([...american]).toEqual(['14155550100', '14155550101']);
		expect(american.indexOf('14155550101')).toBe(1);
		expect(british.indexOf('14155550101')).toBe(-1);
	});

	it('finds no number in text that is none', () => {
		const [, american] = collect('country').lists;
		for (const text of ['', '014155550100', '+14155550100', '14155550100.0', '1.41555501e10']) {
			expect([text, american.indexOf(text)]).toEqual([text, -1]);
		}
	});

	it('gives the text to upload in pieces, and its length beforehand', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.integer({ min: 0, max: 99_999_999 }), { size: 'max', maxLength: 20_000 }),
				(ends) => {
					const list = new NumberList('US', '1');
					const expected = ends.map((end) => `1415${String(end).padStart(8, '0').slice(1)}`);
					for (const digits of expected) list.add(digits);
					const chunks = [...list.chunks()];
					const text = Buffer.concat(chunks).toString();
					expect(text).toBe([...new Set(expected)].map((digits) => `${digits}\n`).join(''));
					expect(list.byteLength).toBe(text.length);
					for (const chunk of chunks) {
						expect(chunk.length).toBeGreaterThan(0);
						expect(chunk.length).toBeLessThan(65 * 1024);
					}
					expect(chunks.length).toBe(Math.ceil(list.byteLength / 65_544));
				},
			),
			{ numRuns: 20 },
		);
	});
});
