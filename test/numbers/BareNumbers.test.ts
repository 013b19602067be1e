/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { serialize } from 'node:v8';
import * as fc from 'fast-check';
import { BARE_REFUSAL, BareNumbers } from '../../nodes/Ihmjc/numbers/BareNumbers';
import { COUNTRIES } from '../../nodes/Ihmjc/numbers/countries';
import { createNumberParser } from '../../nodes/Ihmjc/numbers/createNumberParser';
import { loadPlans } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { mobileNumberOfAnyCountry } from './arbitraries';

const parse = createNumberParser({ defaultCountry: 'none', strict: false, acceptForeign: false });

function sourceOf(texts: unknown[]): BareNumbers {
	const bare = new BareNumbers();
	for (const text of texts) bare.keep(parse(text));
	return bare;
}

const codes = COUNTRIES.map(({ code }) => code);

const RIGHT = '14155550100';
const NATIONAL = '4155550100';
const times = (count: number, text: string): string[] => Array<string>(count).fill(text);

describe('BareNumbers', () => {
	it.each([
		['no bare number', [], false],
		['only right ones', times(3, RIGHT), false],
		['one of five without a country code', [...times(4, RIGHT), NATIONAL], false],
		['one of four without a country code', [...times(3, RIGHT), NATIONAL], true],
		['20 of 99 without a country code', [...times(79, RIGHT), ...times(20, NATIONAL)], true],
		['one that has no country code', [NATIONAL], true],
		['texts that are no number', [RIGHT, ...times(9, 'n/a'), '12', '24.11.2024', ''], false],
		['numbers with + or 00', [...times(9, '+14155550101'), '0014155550101', NATIONAL, RIGHT], true],
	])(
		'refuses bare numbers only if more than one of five have no country code: %s',
		(_, texts, areRefused) => {
			expect(sourceOf(texts).areRefused).toBe(areRefused);
		},
	);

	it('counts bare entries and those that are valid', () => {
		const bare = sourceOf([RIGHT, NATIONAL, '+14155550100', 'n/a', '415 555 0101', '14155550102']);
		expect(bare).toMatchObject({ total: 4, valid: 2 });
	});

	it('tells the caller which entries wait for the end of the source', () => {
		const bare = new BareNumbers();
		const texts = [RIGHT, NATIONAL, '+14155550100', 'n/a'];
		expect(texts.map((text) => bare.keep(parse(text)))).toEqual([true, false, false, false]);
		expect(bare.total).toBe(2);
	});

	it('counts without keeping numbers', () => {
		const bare = new BareNumbers();
		expect(bare.count(parse(RIGHT))).toBe(true);
		expect(bare.total).toBe(1);
		expect([...bare.kept()]).toEqual([]);
	});

	it('keeps numbers by country, each as often as it came', () => {
		const bare = sourceOf([
			'442079460001',
			RIGHT,
			'442079460000',
			'442079460001',
			'80012345678',
			'16045550100',
		]);
		const kept = [...bare.kept()].map(({ country, callingCode, digits }) => [
			country,
			callingCode,
			digits,
		]);
		expect(kept).toEqual([
			['GB', '44', '442079460001'],
			['GB', '44', '442079460000'],
			['GB', '44', expect.stringMatching(/^44207946000[01]$/)],
			['US', '1', RIGHT],
			['001', '800', '80012345678'],
			['CA', '1', '16045550100'],
		]);
	});

	it('says of a refused number what the parser says of a number without a country code', () => {
		expect({ ...BARE_REFUSAL, isBare: true }).toEqual(parse(NATIONAL));
	});

	// The area codes of Montserrat and of the Turks and Caicos Islands begin like the calling codes of Thailand and New Zealand.
	it.each(codes.filter((code) => code !== 'MS' && code !== 'TC'))(
		'refuses a list of 100 national mobile numbers of %s',
		(code) => {
			const { MOBILE, FIXED_LINE } = loadPlans().plans[code].types;
			const national = fc.stringMatching(new RegExp(`^(?:${MOBILE?.[0] || FIXED_LINE[0]})$`));
			const bare = sourceOf(fc.sample(national, { numRuns: 100, seed: 1 }));
			expect(bare.total === 0 || bare.areRefused).toBe(true);
		},
	);

	it('takes a list of right numbers of all countries, of which one of ten is another number', () => {
		const list = fc.array(mobileNumberOfAnyCountry, { minLength: 90, maxLength: 90 });
		fc.assert(
			fc.property(
				list,
				fc.array(fc.stringMatching(/^\d{7,12}$/), { maxLength: 10 }),
				(numbers, others) => {
					expect(sourceOf([...numbers.map(({ digits }) => digits), ...others]).areRefused).toBe(
						false,
					);
				},
			),
			{ numRuns: 20 },
		);
	});

	it('keeps many bare numbers in less than 10 bytes each', () => {
		const count = 300_000;
		const bare = new BareNumbers();
		for (let end = 0; end < count; end++) bare.keep(parse(`1415${2_000_000 + end}`));
		expect(bare.valid).toBe(count);
		// Its serialized form contains everything that it stores.
		expect(serialize(bare).length / count).toBeLessThan(10);
	});
});
