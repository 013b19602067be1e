import { asciiText, visibleText } from './asciiText';
import { isOtherThing, looksLike } from './otherThings';

/** A cell's digits, with what the way they are written says about their meaning. */
export interface WrittenNumber {
	/** The sign in front that says: a calling code follows. */
	readonly prefix: '+' | '00' | '';
	/** The digits after the prefix. */
	readonly digits: string;
	/** The digits after the prefix that stand in brackets, if brackets come first, as around an area code. */
	readonly firstBracket: string | undefined;
	/** The digits before the first space or sign; all of them if there is none. */
	readonly firstGroup: string;
	/** Something else that is written in just this way. Such digits are a number only if they are a valid one. */
	readonly looksLike: 'address' | 'amount' | undefined;
	/** The same without a list marker in front (`7. `) or a counter behind (` - 2`), if there may be one. */
	readonly withoutMarker?: WrittenNumber;
}

/** The longest text that is looked at. The longest way to write one number is far below it. */
const MAX_LENGTH = 250;

/** Most values are only digits: nothing to clean. */
const PLAIN = /^\+?\d{1,20}$/;

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Around every cell of some exports, and every text of JSON. */
const QUOTES = /^["“”„](.*)["“”]$/;

/** A sheet's marker for text, and the scheme of a link. */
const LEAD_IN = /^['‘’]? *(?:(?:tel|sms|callto|whatsapp):(?:\/\/)? *)?/i;

/** WhatsApp's own ways to write a number, all with the calling code: links, and IDs of accounts. */
const WHATSAPP_LINK =
	/^(?:https?:\/\/)?(?:www\.)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?(?:.*&)?phone=|send\/?\?(?:.*&)?phone=)(?:\+|%2b)?(\d{7,15})(?:[/?&#].*)?$/i;
const WHATSAPP_ID = /^\+?(\d{7,15})(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;

/** Of six digits at most: a longer one is a second number. */
const EXTENSION = /[ ,;]*(?:ext(?:ensio)?n?[ .:=]*|x[ .:]*|# *)\d{1,6}#?$/i;

/** An export that took the number for a decimal: `14155550100.0`. */
const WHOLE_DECIMAL = /^(\+?\d{7,})\.0{1,2}$/;

const SCIENTIFIC = /^(\+?)(\d)(?:[.,](\d*))?e\+?(\d{1,2})$/i;
const LIKE_SCIENTIFIC = /^\+?\d+(?:[.,]\d*)?e[+-]?\d+$/i;

const ONE_NUMBER = /^[ ([]*\+*[ ([]*\d[\d ()[\]./-]*$/;
const BRACKETS = /[()[\]]/;
/** Brackets around the first digits, or around the first after 00. */
const FIRST_BRACKET = /^[ +]*(?:00)? *[([]([^)\]]*)/;
const TWO_LONG_RUNS = /\d{7}\D+\d{7}/;

/** `7. `, `7) `; `7 - ` where an area code follows. Not 0, which is dialled. */
const MARKER = /^(?:[1-9]\d{0,2}(?:\. |\)) *|[1-9]\d?(?: *- +(?=[0([])| *[.-] *(?=[([])))/;
/** ` - 2` */
const COUNTER = / +- +[1-9]\d?$/;
const COUNTER_IN_BRACKETS = /[([] *\d{1,3} *[)\]]$/;

/**
 * Strips a value of everything that is only the way it is written.
 *
 * @returns the digits, or why there are none. `scientific` is text such as `1.41556E+10`, whose last digits are lost.
 */
export function cleanNumber(value: unknown): WrittenNumber | 'empty' | 'notANumber' | 'scientific' {
	const text = textOf(value);
	if (text === undefined) return 'notANumber';
	if (PLAIN.test(text)) return plainNumber(text);

	if (text.trim().length > MAX_LENGTH) return 'notANumber';
	const visible = visibleText(text);
	if (visible === '') return 'empty';
	if (LINE_BREAK.test(visible)) return 'notANumber';

	const written = asciiText(visible).replace(QUOTES, '$1').replace(LEAD_IN, '');
	const [, account] = WHATSAPP_LINK.exec(written) ?? WHATSAPP_ID.exec(written) ?? [];
	if (account !== undefined) return plainNumber(`+${account}`);
	if (LIKE_SCIENTIFIC.test(written)) return scientificNumber(written);
	return numberIn(written.replace(WHOLE_DECIMAL, '$1').replace(EXTENSION, '')) ?? 'notANumber';
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

function plainNumber(text: string): WrittenNumber {
	const plus = text.startsWith('+');
	const { prefix, digits } = withPrefix(plus, plus ? text.slice(1) : text);
	return { prefix, digits, firstBracket: undefined, firstGroup: digits, looksLike: undefined };
}

function withPrefix(plus: boolean, digits: string): Pick<WrittenNumber, 'prefix' | 'digits'> {
	// Both at once (+0049) is a common slip, and can mean nothing else: no calling code starts with 0.
	if (digits.startsWith('00')) return { prefix: '00', digits: digits.slice(2) };
	return { prefix: plus ? '+' : '', digits };
}

/** A sheet may show a long number as a power of ten. It is read if no digit is lost: `3.105550129E9`. */
function scientificNumber(text: string): WrittenNumber | 'notANumber' | 'scientific' {
	const [, plus, first, fraction = '', exponent] = SCIENTIFIC.exec(text) ?? [];
	if (first === undefined || fraction.length < Number(exponent)) return 'scientific';
	if (fraction.length > Number(exponent)) return 'notANumber';
	return plainNumber(plus + first + fraction);
}

/** The one number in a text, marker and all if there may be one. */
function numberIn(text: string): WrittenNumber | undefined {
	if (isOtherThing(text)) return undefined;
	const number = numberAsWritten(text);
	const marker = MARKER.exec(text) ?? COUNTER.exec(text);
	const withoutMarker = marker ? numberIn(text.replace(marker[0], '')) : undefined;
	return number && withoutMarker ? { ...number, withoutMarker } : (number ?? withoutMarker);
}

function numberAsWritten(text: string): WrittenNumber | undefined {
	if (!ONE_NUMBER.test(text) || holdsTwoNumbers(text)) return undefined;
	const hasBrackets = BRACKETS.test(text);
	if (hasBrackets && (!bracketsPair(text) || COUNTER_IN_BRACKETS.test(text))) return undefined;
	const { prefix, digits } = withPrefix(text.includes('+'), text.replace(/\D+/g, ''));
	return {
		prefix,
		digits,
		firstBracket: hasBrackets ? firstBracketOf(text) : undefined,
		firstGroup: /\d+/.exec(text)?.[0] ?? '',
		looksLike: prefix === '' ? looksLike(text) : undefined,
	};
}

const firstBracketOf = (text: string): string | undefined =>
	FIRST_BRACKET.exec(text)?.[1].replace(/\D/g, '').replace(/^00/, '') || undefined;

function bracketsPair(text: string): boolean {
	const brackets = text.replace(/[^()[\]]/g, '');
	return /^(?:\(\)|\[\])*$/.test(brackets);
}

/**
 * A slash may follow the area code (`030/123456`), but also separate numbers (`030 123456/57`). Joined, those digits
 * would be a stranger's number. So what stands before the last of one or two slashes must be short enough for an area
 * code, and what follows long enough to be a number's end. Five pairs are a French number.
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
