/** A value's digits, and the sign before them that says whether a country code follows. */
export interface CleanedNumber {
	readonly prefix: '+' | '00' | '';
	/** What follows the prefix. */
	readonly digits: string;
}

/** The longest text that is looked at. The longest way to write one number is far below it. */
const MAX_LENGTH = 250;

/** What most values are: nothing to clean. */
const PLAIN = /^\+?\d{1,20}$/;

/** Characters without a width (joiners, direction marks, soft hyphens) that come along with copied cells. */
const INVISIBLE = /\p{Cf}/gu;
const ASCII = /^[ -~]*$/;
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const FOREIGN_FORM = /[\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9\u2212\u30fc\p{Zs}\p{Pd}]/gu;
const SCIENTIFIC = /^\+?\d+(?:[.,]\d*)?e[+-]?\d+$/i;

/** Around every cell of some exports, and every text of JSON. */
const QUOTES = /^["“”„](.*)["“”]$/;

/** Nobody means a number by it; in some countries it would be one. */
const DATE = /^(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d(?!\d)/;

/** A sheet's marker for text, and the scheme of a link. */
const LEAD_IN = /^['‘’]? *(?:tel:)? */i;

/** Of six digits at most: a longer one is a second number. */
const EXTENSION = /[ ,;]*(?:ext(?:ensio)?n?[ .:=]*|x[ .:]*|# *)\d{1,6}#?$/i;

/** An export that took the number for a decimal: `14155550100.0`. */
const WHOLE_DECIMAL = /^(\+?\d{7,})\.0{1,2}$/;
const DECIMAL = /^\+?\d{7,}\.\d{1,2}$/;

const ONE_NUMBER = /^[ ([]*\+?[ ([]*\d[\d ()[\]./-]*$/;
const TWO_LONG_RUNS = /\d{7}\D+\d{7}/;

/**
 * Strips a value of everything that is only the way it is written.
 *
 * @returns the digits, or why there are none. `scientific` is text such as `1.41556E+10`.
 */
export function cleanNumber(value: unknown): CleanedNumber | 'empty' | 'notANumber' | 'scientific' {
	const text = textOf(value);
	if (text === undefined) return 'notANumber';
	if (PLAIN.test(text)) return withPrefix(text);

	// Trimmed twice: a line break may hide behind an invisible character.
	const shown = text.trim();
	if (shown.length > MAX_LENGTH) return 'notANumber';
	const visible = ASCII.test(shown) ? shown : shown.replace(INVISIBLE, '').trim();
	if (visible === '') return 'empty';
	if (LINE_BREAK.test(visible)) return 'notANumber';

	const ascii = ASCII.test(visible) ? visible : visible.replace(FOREIGN_FORM, asciiForm);
	const written = ascii.replace(QUOTES, '$1').replace(LEAD_IN, '');
	if (DATE.test(written)) return 'notANumber';
	if (SCIENTIFIC.test(written)) return 'scientific';
	const number = written.replace(WHOLE_DECIMAL, '$1').replace(EXTENSION, '');
	if (!ONE_NUMBER.test(number) || DECIMAL.test(number) || holdsTwoNumbers(number)) {
		return 'notANumber';
	}
	return withPrefix(number.replace(/[^\d+]/g, ''));
}

function textOf(value: unknown): string | undefined {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			return Number.isSafeInteger(value) ? String(value) : undefined;
		case 'bigint':
			return String(value);
		case 'undefined':
			return '';
		default:
			return value === null ? '' : undefined;
	}
}

function withPrefix(number: string): CleanedNumber {
	const plus = number.startsWith('+');
	const digits = plus ? number.slice(1) : number;
	// Both at once (+0049) is a common slip, and can mean nothing else: no country code starts with 0.
	if (digits.startsWith('00')) return { prefix: '00', digits: digits.slice(2) };
	return { prefix: plus ? '+' : '', digits };
}

function asciiForm(character: string): string {
	const code = character.charCodeAt(0);
	if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
	if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
	if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
	return /\p{Zs}/u.test(character) ? ' ' : '-';
}

/**
 * A slash may follow the area code (`030/123456`), but also separate numbers (`030 123456/57`). Joined, those digits
 * would be a stranger's number. So what stands before the last of one or two slashes must be short enough for an area
 * code, and what follows long enough to be a number's end.
 */
function holdsTwoNumbers(number: string): boolean {
	if (TWO_LONG_RUNS.test(number)) return true;
	if (!number.includes('/')) return false;
	const parts = number.split('/').map((part) => part.replace(/\D/g, ''));
	const end = parts.pop() ?? '';
	const start = parts.join('');
	if (end.length < 4) return true;
	const longestStart = number.includes('+') ? 9 : start.startsWith('00') ? 11 : 6;
	return parts.length < 3 && start.length > longestStart;
}
