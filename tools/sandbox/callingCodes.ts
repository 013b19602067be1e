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
 * The calling code of a number by its first three digits, which suffice because no calling code is
 * the beginning of another. 0 means that no calling code matches.
 */
const callingCodeByThreeDigits = Uint16Array.from({ length: 1000 }, (_, threeDigits) => {
	// No calling code starts with a zero, which the division would drop.
	if (threeDigits < 100) return 0;
	const prefixes = [threeDigits, Math.floor(threeDigits / 10), Math.floor(threeDigits / 100)];
	return prefixes.find((prefix) => countriesByCallingCode.has(prefix)) ?? 0;
});

const ZERO = 0x30;

/** The calling code of the number whose digits begin at `start`, or 0 if no calling code matches. */
export function callingCodeAt(bytes: Uint8Array, start: number): number {
	const threeDigits =
		(bytes[start] - ZERO) * 100 + (bytes[start + 1] - ZERO) * 10 + (bytes[start + 2] - ZERO);
	return callingCodeByThreeDigits[threeDigits];
}

export function isShared(callingCode: number): boolean {
	return countriesByCallingCode.get(callingCode)!.length > 1;
}

/**
 * The ISO country of an international number. A number that no country's plan confirms counts as one
 * of its calling code's main country; if the code has no countries, the code is returned (`870`).
 */
export function countryOf(digits: string, callingCode: number): string {
	const countries = countriesByCallingCode.get(callingCode)!;
	const parsed = countries.length > 1 ? parsePhoneNumberFromString(`+${digits}`) : undefined;
	return parsed?.country ?? countries[0] ?? String(callingCode);
}
