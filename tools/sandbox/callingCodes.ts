import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max.json';

/** Countries by calling code, the main country first. Satellite and freephone codes have none. */
const countriesByCallingCode = new Map<number, readonly string[]>([
	...Object.entries(metadata.country_calling_codes).map(
		([code, countries]): [number, readonly string[]] => [Number(code), countries],
	),
	...Object.keys(metadata.nonGeographic).map((code): [number, readonly string[]] => [
		Number(code),
		[],
	]),
]);

/**
 * The calling code that starts with, or is the start of, three digits. No calling code is the
 * beginning of another, so three digits tell it without a search; 0 means there is none.
 */
const callingCodeByThreeDigits = Uint16Array.from({ length: 1000 }, (_, threeDigits) => {
	// A leading zero is no part of any calling code, and would vanish in the division.
	if (threeDigits < 100) return 0;
	const prefixes = [threeDigits, Math.floor(threeDigits / 10), Math.floor(threeDigits / 100)];
	return prefixes.find((prefix) => countriesByCallingCode.has(prefix)) ?? 0;
});

const ZERO = 0x30;

/** The calling code of the number whose digits begin at `start`, or 0 if it begins with none. */
export function callingCodeAt(bytes: Uint8Array, start: number): number {
	const threeDigits =
		(bytes[start] - ZERO) * 100 + (bytes[start + 1] - ZERO) * 10 + (bytes[start + 2] - ZERO);
	return callingCodeByThreeDigits[threeDigits];
}

export function isShared(callingCode: number): boolean {
	return countriesByCallingCode.get(callingCode)!.length > 1;
}

/**
 * The ISO country of an international number. One that no single country's plan confirms belongs to
 * its calling code's main country; a number of a code without countries to the code itself (`870`).
 */
export function countryOf(digits: string, callingCode: number): string {
	const countries = countriesByCallingCode.get(callingCode)!;
	const parsed = countries.length > 1 ? parsePhoneNumberFromString(`+${digits}`) : undefined;
	return parsed?.country ?? countries[0] ?? String(callingCode);
}
