import type { Reading } from './chooseReading';
import { callingCodeOf, type CountryCode } from './countries';
import { isMobile, planOf } from './numberingPlans';
import { readAsWritten } from './parseDigits';

/** France's overseas departments share its numbering plan, and have calling codes of their own. */
const DEPARTMENTS: readonly CountryCode[] = ['GP', 'BL', 'MF', 'RE', 'MQ', 'GF', 'YT', 'PM'];

const CALLING_CODES = new Set(['33', ...DEPARTMENTS.map(callingCodeOf)]);

export const usesFrenchPlan = (callingCode: string): boolean => CALLING_CODES.has(callingCode);

/**
 * Reads a national number of the French plan with the calling code of its own place: the default country, a department or France.
 *
 * @returns a number that may be sent, or `undefined`
 */
export function readFrench(digits: string, country: CountryCode): Reading | undefined {
	const national = digits.startsWith('0') ? digits.slice(1) : digits;
	for (const place of [country, ...DEPARTMENTS]) {
		const reading = belongsTo(place, national) && readAsWritten(callingCodeOf(place) + national);
		if (reading && reading.valid) return reading;
	}
	const french = readAsWritten(`33${national}`);
	return french && (french.valid || isFrenchFiction(french)) ? french : undefined;
}

/** Numbers between those of Mayotte that France's regulator reserved for fiction. The metadata doesn't know them. */
const FICTION = /^3363998\d{4}$/;

export const isFrenchFiction = ({ digits }: Reading): boolean => FICTION.test(digits);

/** Whether it is a mobile or fixed-line number of that place. Service numbers are the same everywhere. */
function belongsTo(place: CountryCode, national: string): boolean {
	const plan = planOf(place);
	return isMobile(plan, national) || (plan.fixedLine?.test(national) ?? false);
}
