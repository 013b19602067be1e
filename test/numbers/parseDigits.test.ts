import * as fc from 'fast-check';
import metadata from 'libphonenumber-js/max/metadata';
import { callingCodeOf, COUNTRIES, type CountryCode } from '../../nodes/Ihmjc/numbers/countries';
import { planOf } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { parseNational, type Reading, readAsWritten } from '../../nodes/Ihmjc/numbers/parseDigits';
import { country, digitsOf, mobileNumber } from './arbitraries';
import { type LibraryReading, libraryReadAsWritten, libraryReadNational } from './libphonenumber';

const SHARED = ['1', '7', '39', '44', '47', '61', '212', '262', '290', '358', '590', '599'];
const WORLDWIDE = Object.keys(metadata.nonGeographic);

/**
 * National digits of every type in the plan, and of lengths equal or close to the possible ones. Some have a trunk
 * prefix, a calling code or leading digits before them.
 */
function nationalDigits(code: CountryCode): fc.Arbitrary<string> {
	const plan = planOf(code);
	const callingCode = callingCodeOf(code);
	const example = mobileNumber(code).map((digits) => digits.slice(callingCode.length));
	const ofAnyType = fc.oneof(...plan.types.map(({ pattern }) => fc.stringMatching(pattern)));
	const random = fc
		.tuple(fc.constantFrom(...plan.lengths), fc.constantFrom(-1, 0, 0, 0, 1))
		.chain(([length, difference]) => digitsOf(Math.max(1, length + difference)));
	const short = fc.integer({ min: 0, max: 6 }).chain(digitsOf);
	const prefix = plan.nationalPrefix ?? '0';
	const lead = (plan.leadingDigits?.source ?? '').match(/\d+/g) ?? [];
	return fc
		.tuple(
			fc.constantFrom('', '', '', '0', '8', '1', '00', prefix, callingCode, callingCode + prefix),
			fc.constantFrom('', '', ...lead),
			fc.oneof(ofAnyType, ofAnyType, random, example, short),
		)
		.map(([before, area, digits]) => before + area + digits.slice(area.length));
}

/** Whether digits can only be national. Those with the prefix for calls abroad or the country's calling code are not compared. */
const isNational = (digits: string, code: CountryCode) =>
	!planOf(code).internationalPrefix?.test(digits) && !digits.startsWith(callingCodeOf(code));

/** The library reads no number with fewer than 2 or more than 17 national digits. */
function compared(reading: Reading | undefined): LibraryReading | undefined {
	if (!reading || reading.national.length < 2 || reading.national.length > 17) return undefined;
	const { digits, national, plan, valid } = reading;
	const { callingCode, country: place, lengths } = plan;
	return {
		digits,
		callingCode,
		country: place,
		possible: lengths.includes(national.length),
		valid,
	};
}

function expectLikeLibrary(digits: string, code: CountryCode): void {
	const international = callingCodeOf(code) + digits;
	const expected = [
		libraryReadAsWritten(international),
		isNational(digits, code) && libraryReadNational(digits, code),
	];
	const parsed = [
		compared(readAsWritten(international)),
		isNational(digits, code) && compared(parseNational(digits, planOf(code))),
	];
	expect({ digits, code, parsed }).toEqual({ digits, code, parsed: expected });
}

describe('parseDigits', () => {
	it.each(COUNTRIES.map(({ name, code }) => [name, code] as const))(
		'reads numbers of %s as the library does',
		(_, code) => {
			fc.assert(
				fc.property(nationalDigits(code), (digits) => expectLikeLibrary(digits, code)),
				{ numRuns: 60 },
			);
		},
	);

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
					({ code, digits }) => expectLikeLibrary(digits, code),
				),
				{ numRuns: 200 },
			);
		},
	);

	it('is tested with every calling code that several countries share', () => {
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
					expect(compared(readAsWritten(code + digits))).toEqual(
						libraryReadAsWritten(code + digits),
					);
				}),
			);
		},
	);

	it('reads any digits as the library does', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 20 }).chain(digitsOf), country, (digits, code) => {
				expect(compared(readAsWritten(digits))).toEqual(libraryReadAsWritten(digits));
				expectLikeLibrary(digits, code);
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
	])('reads what is dialed in %s as the library does: %j', (code, numbers) => {
		for (const digits of numbers) expectLikeLibrary(digits, code);
	});

	it.each<[CountryCode, string, string]>([
		['AS', '6221234', '16846221234'],
		['AR', '0111523456789', '5491123456789'],
		['BR', '01511961234567', '5511961234567'],
		['SM', '886377', '3780549886377'],
	])('rewrites the prefix of a number of %s: %s', (code, national, digits) => {
		expect(parseNational(national, planOf(code))?.digits).toBe(digits);
	});

	it('drops no calling code before a national number', () => {
		expect(parseNational('783148659822', planOf('RU'))).toMatchObject({ digits: '7783148659822' });
		expect(parseNational('493023125000', planOf('DE'))).toMatchObject({ digits: '49493023125000' });
	});
});
