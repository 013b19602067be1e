import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode } from '../../../nodes/Ihmjc/numbers/countries';
import {
	createNumberParser,
	type NumberParser,
} from '../../../nodes/Ihmjc/numbers/createNumberParser';
import { usesFrenchPlan } from '../../../nodes/Ihmjc/numbers/frenchPlan';
import { markedNumbers, prefixedNumbers, spoiledNumbers, type DamagedText } from './damages';
import { exampleNumbers, type ExampleNumber } from './exampleNumbers';
import { SPELLINGS } from './spellings';

export interface CountrySweep {
	country: CountryCode;
	/** How many usual spellings of right numbers were tried, and which texts were refused or misread. */
	right: { tried: number; refused: string[]; misread: string[] };
	/** How many numbers with a digit dropped or added were tried, and how many of them were sent. */
	damaged: { tried: number; sent: number };
	/** Damaged texts that were sent as a number of another country or not as the number that their digits say. */
	strangers: string[];
}

/** Reads right and damaged numbers of a country, with the country as default country. */
export function sweepCountry(country: CountryCode, count: number, seed = 1): CountrySweep {
	const parse = createNumberParser({
		defaultCountry: country,
		strict: false,
		acceptForeign: false,
	});
	const sweep: CountrySweep = {
		country,
		right: { tried: 0, refused: [], misread: [] },
		damaged: { tried: 0, sent: 0 },
		strangers: [],
	};
	const random = randomFrom(seed);
	for (const number of exampleNumbers(country, count, seed)) {
		readSpellings(sweep, parse, number);
		for (const spoiled of spoiledNumbers(number, random())) {
			const isSent = readDamaged(sweep, parse, number, spoiled);
			// A number with two swapped digits can't be told from a right one.
			if (isSent === undefined || spoiled.damage.includes('swapped')) continue;
			sweep.damaged.tried++;
			if (isSent) sweep.damaged.sent++;
		}
		for (const text of prefixedNumbers(number)) readDamaged(sweep, parse, number, text);
		// Markers are tried only with numbers that are read right without them.
		const plain = parse(number.nationalGroups.join(' '));
		if (!plain.ok || plain.digits !== number.callingCode + number.national) continue;
		for (const text of markedNumbers(number, random())) readDamaged(sweep, parse, number, text);
	}
	return sweep;
}

function readSpellings({ right }: CountrySweep, parse: NumberParser, number: ExampleNumber): void {
	for (const [spelling, write] of Object.entries(SPELLINGS)) {
		const text = write(number);
		// If a number starts with 0, a trunk prefix of 0 makes it start with 00, like an international one.
		if (text === undefined || text.startsWith('00') !== spelling.startsWith('00')) continue;
		const parsed = parse(text);
		right.tried++;
		if (!parsed.ok) right.refused.push(`${spelling}: ${text}`);
		else if (parsed.digits !== number.callingCode + number.national) {
			right.misread.push(`${spelling}: ${text} → ${parsed.digits}`);
		}
	}
}

/** Whether the text was sent. `undefined` if the damage happened to make another kind of number. */
function readDamaged(
	sweep: CountrySweep,
	parse: NumberParser,
	number: ExampleNumber,
	{ damage, text, says }: DamagedText,
): boolean | undefined {
	// Two trunk prefixes of 0 are the prefix for calls abroad. Mexico's old mobile numbers have an extra 1.
	if (text.replace(/\D/g, '').startsWith('00') || text.startsWith('+52 1')) return undefined;
	const parsed = parse(text);
	if (!parsed.ok) return false;
	const isAtHome =
		parsed.callingCode === number.callingCode ||
		(usesFrenchPlan(number.callingCode) && usesFrenchPlan(parsed.callingCode));
	if (!isAtHome || !isSaid(parsed.digits, number, says)) {
		sweep.strangers.push(`${damage}: ${text} → ${parsed.digits}`);
	}
	return true;
}

/**
 * Whether a number is the one that the digits of a text say, with or without the trunk prefix. If the digits without their last one are valid,
 * they are a number with a digit too many, and no trunk prefix.
 */
const isSaid = (
	digits: string,
	{ callingCode, trunkPrefix, national }: ExampleNumber,
	says = digits,
) =>
	digits === says ||
	digits === callingCode + national ||
	(says === callingCode + trunkPrefix + digits.slice(callingCode.length) &&
		!isValid(says.slice(0, -1)));

const isValid = (digits: string): boolean => {
	const phone = parsePhoneNumberFromString(`+${digits}`, { extract: false });
	return phone?.isValid() === true && phone.number === `+${digits}`;
};

/** Random numbers from 0 up to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
