import { callingCodeOf, type CountryCode } from './countries';
import { type NumberingPlan, planOf } from './numberingPlans';
import { type Reading, readAsWritten } from './parseDigits';

/** France's overseas departments share its numbering plan, and have calling codes of their own. */
const DEPARTMENTS: readonly CountryCode[] = ['GP', 'BL', 'MF', 'RE', 'MQ', 'GF', 'YT', 'PM'];

const CALLING_CODES = new Set(['33', ...DEPARTMENTS.map(callingCodeOf)]);

export const usesFrenchPlan = (callingCode: string): boolean => CALLING_CODES.has(callingCode);

/**
 * Reads a national number of the French plan with the calling code of its own place: the default country, a department or France.
 *
 * @returns a number that may be sent, or `undefined`
 */
export function readFrench(digits: string, home: NumberingPlan): Reading | undefined {
	const national = digits.startsWith('0') ? digits.slice(1) : digits;
	for (const { callingCode, mobile, fixedLine } of [home, ...DEPARTMENTS.map(planOf)]) {
		// Service numbers are the same everywhere.
		if (!mobile?.test(national) && !fixedLine?.test(national)) continue;
		const reading = readAsWritten(callingCode + national);
		if (reading?.valid) return reading;
	}
	const french = readAsWritten(`33${national}`);
	return french && (french.valid || isFrenchFiction(french)) ? french : undefined;
}

/** Numbers between those of Mayotte that France's regulator reserved for fiction. The metadata doesn't know them. */
const FICTION = /^3363998\d{4}$/;

export const isFrenchFiction = ({ digits }: Reading): boolean => FICTION.test(digits);
