import { asciiText, visibleText } from './asciiText';
import { isOtherThing, looksLike } from './otherThings';
import { unwrapped, withoutExtension } from './wrappings';

/** The digits of a cell, with all that their spelling says about their meaning. */
export interface WrittenNumber {
	/** The sign that announces a calling code. */
	readonly prefix: '+' | '00' | '';
	/** The digits after the prefix. */
	readonly digits: string;
	/** The digits in brackets, without the prefix, if brackets come first, as around an area code. */
	readonly firstBracket?: string;
	/** The text that holds the digits and nothing else but signs. */
	readonly spelling: string;
	/** Another meaning of the same spelling. The digits are then a number only if they are a valid one. */
	readonly looksLike?: 'address' | 'amount';
	/** The same without a possible list marker before it (`7. `) or counter after it (` - 2`). */
	readonly withoutMarker?: WrittenNumber;
}

/** Longer texts are not read. No spelling of one number comes near this length. */
const MAX_LENGTH = 250;

/** Most values are only digits and need no cleaning. */
const PLAIN = /^\+?\d{1,20}$/;

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** A number that an export wrote as a decimal, such as `14155550100.0`. */
const WHOLE_DECIMAL = /^(\+?\d{7,})\.0{1,2}$/;

const SCIENTIFIC = /^(\+?)(\d)(?:[.,](\d*))?(e\+?)(\d{1,2})$/i;
/** Java and Go write a capital E without a sign and all digits but zeros at the end. Fewer digits were rounded by something else. */
const MIN_EXACT_FRACTION = 6;
const LIKE_SCIENTIFIC = /^\+?\d+(?:[.,]\d*)?e[+-]?\d+$/i;

const ONE_NUMBER = /^[ ([]*\+*[ ([]*\d[\d ()[\]./-]*$/;
const BRACKETS_IN_PAIRS = /^(?:[^()[\]]|\([^()[\]]*\)|\[[^()[\]]*\])*$/;
/** Brackets around the first digits, or around those after 00. */
const FIRST_BRACKET = /^[ +]*(?:00)? *[([]([^)\]]*)/;
const TWO_LONG_RUNS = /\d{7}\D+\d{7}/;

/** A text with more list markers and counters is no number. */
const MAX_MARKERS = 2;
/** A list marker: `7. ` or `7) `, or `7 - ` before an area code. It can't be 0, which is a trunk prefix. */
const MARKER = /^(?:[1-9]\d{0,2}(?:\. |\)) *|[1-9]\d?(?: *- +(?=[0([])| *[.-] *(?=[([])))/;
/** A counter, such as ` - 2`. */
const COUNTER = / +- +[1-9]\d?$/;
const COUNTER_IN_BRACKETS = /[([] *\d{1,3} *[)\]]$/;

/**
 * Reduces a value to its digits, and to what their spelling says about their meaning.
 *
 * @returns the digits, or why there are none. `scientific` is text such as `1.41556E+10`, whose last digits are lost
 */
export function cleanNumber(value: unknown): WrittenNumber | 'empty' | 'notANumber' | 'scientific' {
	const text = textOf(value);
	if (text === undefined) return 'notANumber';
	if (PLAIN.test(text)) return numberAsWritten(text, text.replace('+', ''));

	if (text.trim().length > MAX_LENGTH) return 'notANumber';
	const visible = visibleText(text);
	if (visible === '') return 'empty';
	if (LINE_BREAK.test(visible)) return 'notANumber';

	const written = unwrapped(asciiText(visible));
	if (written === '') return 'empty';
	if (LIKE_SCIENTIFIC.test(written)) return scientificNumber(written);
	return numberIn(withoutExtension(written.replace(WHOLE_DECIMAL, '$1'))) ?? 'notANumber';
}

function textOf(value: unknown): string | undefined {
	// A list of one entry, from JSON or a field with several values. Deeper lists are not read.
	const single: unknown = Array.isArray(value) && value.length <= 1 ? value[0] : value;
	if (typeof single === 'string') return single;
	if (single === undefined || single === null) return '';
	return typeof single === 'bigint' || Number.isSafeInteger(single) ? String(single) : undefined;
}

/** Reads a number that a sheet or a program shows as a power of ten, such as `3.105550129E9`, if no digit is lost. */
function scientificNumber(text: string): WrittenNumber | 'notANumber' | 'scientific' {
	const [, plus, first, fraction = '', sign, exponent] = SCIENTIFIC.exec(text) ?? [];
	if (first === undefined) return 'scientific';
	const zeros = Number(exponent) - fraction.length;
	if (zeros < 0) return 'notANumber';
	const isExact = zeros === 0 || (sign === 'E' && fraction.length >= MIN_EXACT_FRACTION);
	return isExact ? numberAsWritten(plus + first + fraction + '0'.repeat(zeros)) : 'scientific';
}

/** Reads the one number in a text, with and without a possible list marker. */
function numberIn(text: string): WrittenNumber | undefined {
	const texts = [text];
	for (let marker = markerOf(text); marker; marker = markerOf(texts[0])) {
		if (texts.length > MAX_MARKERS) return undefined;
		texts.unshift(texts[0].replace(marker, ''));
	}
	if (texts.some(isOtherThing)) return undefined;
	return texts
		.filter(isOneNumber)
		.reduce<WrittenNumber | undefined>(
			(withoutMarker, each) => numberAsWritten(each, undefined, withoutMarker),
			undefined,
		);
}

const markerOf = (text: string): RegExp | undefined =>
	[MARKER, COUNTER].find((marker) => marker.test(text));

const isOneNumber = (text: string): boolean =>
	ONE_NUMBER.test(text) &&
	BRACKETS_IN_PAIRS.test(text) &&
	!COUNTER_IN_BRACKETS.test(text) &&
	!holdsTwoNumbers(text);

function numberAsWritten(
	spelling: string,
	all = spelling.replace(/\D+/g, ''),
	withoutMarker?: WrittenNumber,
): WrittenNumber {
	// `+0049` is a common slip that has only one meaning, because no calling code begins with 0.
	const hasZeros = all.startsWith('00');
	const prefix = hasZeros ? '00' : spelling.includes('+') ? '+' : '';
	return {
		prefix,
		digits: hasZeros ? all.slice(2) : all,
		firstBracket: firstBracketOf(spelling),
		spelling,
		looksLike: prefix === '' ? looksLike(spelling) : undefined,
		withoutMarker,
	};
}

/** The digits before the first space or sign. */
export const firstGroupOf = ({ spelling }: WrittenNumber): string =>
	/\d+/.exec(spelling)?.[0] ?? '';

const firstBracketOf = (text: string): string | undefined =>
	FIRST_BRACKET.exec(text)?.[1].replace(/\D/g, '').replace(/^00/, '') || undefined;

/**
 * Tells whether a text has two numbers, which together would be a stranger's number. A slash may follow the area code (`030/123456`) or
 * separate two numbers (`030 123456/57`). For one number, the digits before the last of one or two slashes must be few enough for an area
 * code, and those after it enough for the rest. Five pairs are a French number.
 */
function holdsTwoNumbers(text: string): boolean {
	if (TWO_LONG_RUNS.test(text)) return true;
	if (!text.includes('/')) return false;
	const parts = text.split('/').map((part) => part.replace(/\D/g, ''));
	if (parts.length === 5 && parts.every((part) => part.length === 2)) return false;
	const end = parts.pop() ?? '';
	const start = parts.join('');
	if (end.length < 4) return true;
	const longestStart = text.includes('+') ? 9 : start.startsWith('00') ? 11 : 6;
	return parts.length < 3 && start.length > longestStart;
}
