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
	/** Right numbers in the usual spellings; the texts of those that were refused or misread. */
	right: { tried: number; refused: string[]; misread: string[] };
	/** Numbers with a digit dropped or added, and those of them that were sent. */
	damaged: { tried: number; sent: number };
	/** Damaged texts that were sent as a number of another country, or as another number than they say. */
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
			// Two swapped digits are as good a number as the right one.
			if (isSent === undefined || spoiled.damage.includes('swapped')) continue;
			sweep.damaged.tried++;
			if (isSent) sweep.damaged.sent++;
		}
		for (const text of prefixedNumbers(number)) readDamaged(sweep, parse, number, text);
		// A number that isn't read right without its marker says nothing about markers.
		const plain = parse(number.nationalGroups.join(' '));
		if (!plain.ok || plain.digits !== number.callingCode + number.national) continue;
		for (const text of markedNumbers(number, random())) readDamaged(sweep, parse, number, text);
	}
	return sweep;
}

function readSpellings({ right }: CountrySweep, parse: NumberParser, number: ExampleNumber): void {
	for (const [spelling, write] of Object.entries(SPELLINGS)) {
		const text = write(number);
		// Where numbers may begin with 0, a trunk prefix of 0 makes an international number of one.
		if (text === undefined || text.startsWith('00') !== spelling.startsWith('00')) continue;
		const parsed = parse(text);
		right.tried++;
		if (!parsed.ok) right.refused.push(`${spelling}: ${text}`);
		else if (parsed.digits !== number.callingCode + number.national) {
			right.misread.push(`${spelling}: ${text} → ${parsed.digits}`);
		}
	}
}

/** Whether the text was sent; `undefined` if it isn't damage of the kind that it was meant to be. */
function readDamaged(
	sweep: CountrySweep,
	parse: NumberParser,
	number: ExampleNumber,
	{ damage, text, says }: DamagedText,
): boolean | undefined {
	// The trunk prefix 0 twice is the prefix for abroad, and Mexico's old mobile numbers have a 1 more.
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

/** Whether a number is the one that a text says, or the same without the trunk prefix. */
const isSaid = (digits: string, { callingCode, trunkPrefix }: ExampleNumber, says?: string) =>
	says === undefined ||
	says === digits ||
	says === callingCode + trunkPrefix + digits.slice(callingCode.length);

/** Numbers from 0 up to 1, the same ones for the same seed. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
