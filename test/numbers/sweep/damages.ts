import type { ExampleNumber } from './exampleNumbers';

interface Damage {
	text: string;
	/** The number that the digits of the text stand for. No other number may be sent. */
	says?: string;
}

export interface DamagedText extends Damage {
	damage: string;
}

/** Ways to spoil the digits of a number. `at` is a number from 0 up to 1. */
const DIGIT_DAMAGES: Record<string, (digits: string, at: number) => string> = {
	'a digit dropped': (digits, at) => {
		const index = Math.floor(at * digits.length);
		return digits.slice(0, index) + digits.slice(index + 1);
	},
	'a digit added': (digits, at) => {
		const index = Math.floor(at * (digits.length + 1));
		return digits.slice(0, index) + (Math.floor(at * 1000) % 10) + digits.slice(index);
	},
	'two digits swapped': (digits, at) => {
		const index = Math.floor(at * (digits.length - 1));
		return digits.slice(0, index) + digits[index + 1] + digits[index] + digits.slice(index + 2);
	},
};

/** Ways to write spoiled national digits. */
const FORMS: Record<string, (national: string, number: ExampleNumber) => Damage> = {
	bare: (national) => ({ text: national }),
	'with trunk prefix': (national, { trunkPrefix }) => ({ text: trunkPrefix + national }),
	'with brackets': (national, { trunkPrefix }) => ({
		text: `(${trunkPrefix}${national.slice(0, 2)}) ${national.slice(2)}`,
	}),
	'with +': (national, { callingCode }) => ({
		text: `+${callingCode} ${national}`,
		says: callingCode + national,
	}),
};

const WHOLE_DAMAGES: Record<string, (number: ExampleNumber) => Damage> = {
	'calling code doubled': ({ callingCode, national }) => ({
		text: callingCode + callingCode + national,
	}),
	'calling code doubled, with +': ({ callingCode, national }) => ({
		text: `+${callingCode}${callingCode}${national}`,
		says: callingCode + callingCode + national,
	}),
	'trunk prefix kept, with +': ({ callingCode, trunkPrefix, national }) => ({
		text: `+${callingCode}${trunkPrefix}${national}`,
		says: callingCode + national,
	}),
	'a leading 0': ({ national }) => ({ text: `0${national}` }),
};

/** Adds something to a right number that may be ignored, but must never be read as part of it. */
const MARKERS: Record<string, (number: ExampleNumber, at: number) => Damage> = {
	'a counter at the end': ({ nationalGroups }) => ({ text: `${nationalGroups.join(' ')} (2)` }),
	'a counter after a dash': ({ callingCode, nationalGroups, national }) => ({
		text: `${nationalGroups.join(' ')} - 2`,
		says: callingCode + national,
	}),
	'a list marker with a dot': ({ callingCode, national, nationalGroups }, at) => ({
		text: `${1 + Math.floor(at * 120)}. ${nationalGroups.join(' ')}`,
		says: callingCode + national,
	}),
	'a list marker with a bracket': ({ callingCode, national, nationalGroups }, at) => ({
		text: `${1 + Math.floor(at * 120)}) ${nationalGroups.join('-')}`,
		says: callingCode + national,
	}),
};

/** A number with a digit dropped, added or swapped, in several spellings. */
export const spoiledNumbers = (number: ExampleNumber, at: number): DamagedText[] =>
	Object.entries(DIGIT_DAMAGES).flatMap(([damage, spoil]) =>
		Object.entries(FORMS).map(([form, write]) => ({
			damage: `${damage}, ${form}`,
			...write(spoil(number.national, at), number),
		})),
	);

/** A number with an extra calling code, trunk prefix or 0. */
export const prefixedNumbers = (number: ExampleNumber): DamagedText[] =>
	named(WHOLE_DAMAGES, number);

/** A right number with a list marker or a counter. */
export const markedNumbers = (number: ExampleNumber, at: number): DamagedText[] =>
	named(MARKERS, number, at);

const named = (
	damages: Record<string, (number: ExampleNumber, at: number) => Damage>,
	number: ExampleNumber,
	at = 0,
): DamagedText[] =>
	Object.entries(damages).map(([damage, write]) => ({ damage, ...write(number, at) }));
