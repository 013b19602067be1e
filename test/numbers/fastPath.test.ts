import * as fc from 'fast-check';
import metadata from 'libphonenumber-js/max/metadata';

import type { Reading } from '../../nodes/Ihmjc/numbers/chooseReading';
import { callingCodeOf, COUNTRIES, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { fastReadInternational, fastReadNational } from '../../nodes/Ihmjc/numbers/fastPath';
import { planOf } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { slowReadInternational, slowReadNational } from '../../nodes/Ihmjc/numbers/readNumber';
import { country, digitsOf, mobileNumber } from './arbitraries';

const SHARED = ['1', '7', '39', '44', '47', '61', '212', '262', '290', '358', '590', '599'];
const WORLDWIDE = Object.keys(metadata.nonGeographic);

/** National digits of lengths at and around the possible ones, with trunk prefixes and leading digits mixed in. */
function nationalDigits(code: CountryCode): fc.Arbitrary<string> {
	const plan = planOf(code);
	const example = mobileNumber(code).map((digits) => digits.slice(callingCodeOf(code).length));
	const random = fc
		.tuple(fc.constantFrom(...plan.lengths), fc.constantFrom(-1, 0, 0, 0, 1))
		.chain(([length, difference]) => digitsOf(Math.max(1, length + difference)));
	const lead = (plan.leadingDigits?.source ?? '').match(/\d+/g) ?? [];
	return fc
		.tuple(
			fc.constantFrom('', '', '', '0', '8', '1', '00', callingCodeOf(code)),
			fc.constantFrom('', ...lead),
			fc.oneof(random, example),
		)
		.map(([prefix, area, digits]) => prefix + area + digits.slice(area.length));
}

const numberOfAnyCountry = country.chain((code) =>
	nationalDigits(code).map((digits) => ({ code, digits })),
);

function compare(fast: Reading | undefined, slow: Reading | undefined): boolean {
	if (fast === undefined) return false;
	expect(fast).toEqual(slow);
	return true;
}

describe('fastPath', () => {
	it('reads international numbers as the library does, and most of them', () => {
		let known = 0;
		let all = 0;
		fc.assert(
			fc.property(numberOfAnyCountry, ({ code, digits }) => {
				const international = callingCodeOf(code) + digits;
				all++;
				known += Number(
					compare(fastReadInternational(international), slowReadInternational(international)),
				);
			}),
			{ numRuns: 5000 },
		);
		expect(known / all).toBeGreaterThan(0.8);
	});

	it('reads national numbers as the library does, and most of them', () => {
		let known = 0;
		let all = 0;
		fc.assert(
			fc.property(numberOfAnyCountry, ({ code, digits }) => {
				all++;
				known += Number(compare(fastReadNational(digits, code), slowReadNational(digits, code)));
			}),
			{ numRuns: 5000 },
		);
		expect(known / all).toBeGreaterThan(0.6);
	});

	it.each(SHARED)(
		'reads numbers of the shared calling code %s as the library does',
		(callingCode) => {
			const countries = COUNTRIES.filter((row) => row.callingCode === callingCode);
			expect(countries.length).toBeGreaterThan(1);
			fc.assert(
				fc.property(
					fc
						.constantFrom(...countries.map(({ code }) => code))
						.chain((code) => nationalDigits(code).map((digits) => ({ code, digits }))),
					({ code, digits }) => {
						const international = callingCode + digits;
						compare(fastReadInternational(international), slowReadInternational(international));
						compare(fastReadNational(digits, code), slowReadNational(digits, code));
					},
				),
				{ numRuns: 500 },
			);
		},
	);

	it('knows every calling code that several countries share', () => {
		const shared = Object.entries(metadata.country_calling_codes)
			.filter(([, countries]) => countries.length > 1)
			.map(([callingCode]) => callingCode);
		expect(shared.sort()).toEqual([...SHARED].sort());
	});

	it.each(WORLDWIDE)(
		'reads numbers of the worldwide calling code %s as the library does',
		(code) => {
			fc.assert(
				fc.property(fc.integer({ min: 5, max: 13 }).chain(digitsOf), (digits) => {
					compare(fastReadInternational(code + digits), slowReadInternational(code + digits));
				}),
			);
		},
	);

	it('reads any digits as the library does', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 20 }).chain(digitsOf), country, (digits, code) => {
				compare(fastReadInternational(digits), slowReadInternational(digits));
				compare(fastReadNational(digits, code), slowReadNational(digits, code));
			}),
			{ numRuns: 3000 },
		);
	});

	it.each<[CountryCode, string[]]>([
		['AS', ['6221234', '16846221234', '6846221234']],
		['AR', ['1123456789', '01123456789', '0111523456789', '91123456789', '2966234567']],
		['BR', ['11961234567', '011961234567', '01511961234567', '02111961234567', '9011961234567']],
		['CX', ['91641234', '891641234', '0891641234']],
		['GA', ['011123456', '06031234', '6031234', '03123456']],
		['GG', ['255123', '01481255123', '1481255123']],
		['JP', ['00025678', '0312345678', '312345678', '0037680123']],
		['MG', ['2012345', '0202123456', '202123456']],
		['NF', ['22345', '322345']],
		['SM', ['886377', '0549886377', '549886377']],
		['DE', ['03012345678', '3012345678', '030123', '0'.repeat(8), '49301234567']],
		['US', ['14155550100', '4155550100', '114155550100', '1']],
	])('reads what is dialled in %s as the library does: %j', (code, numbers) => {
		for (const national of numbers) {
			const international = callingCodeOf(code) + national;
			compare(fastReadNational(national, code), slowReadNational(national, code));
			compare(fastReadInternational(international), slowReadInternational(international));
		}
	});

	it('leaves numbers to the library whose prefix is rewritten, not dropped', () => {
		expect(fastReadNational('6221234', 'AS')).toBeUndefined();
		expect(fastReadNational('0111523456789', 'AR')).toBeUndefined();
		expect(fastReadNational('01511961234567', 'BR')).toBeUndefined();
	});

	it.each<[CountryCode, string]>([
		['AR', '01123456789'],
		['BR', '011961234567'],
		['DE', '03012345678'],
		['GB', '07400123456'],
		['IT', '0612345678'],
		['US', '14155550100'],
		['AT', '12345'],
	])('reads a number of %s by itself', (code, national) => {
		const reading = fastReadNational(national, code);
		expect(reading).toBeDefined();
		expect(fastReadInternational(reading?.digits ?? '')).toEqual(reading);
	});

	it('leaves lengths to the library for which it has rules of its own', () => {
		expect(fastReadInternational('431234')).toBeUndefined();
		expect(fastReadInternational('4312345')).toBeDefined();
		expect(fastReadInternational(`49${'1'.repeat(15)}`)).toBeDefined();
		expect(fastReadInternational(`49${'1'.repeat(16)}`)).toBeUndefined();
	});
});
