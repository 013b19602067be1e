import type { IDataObject } from 'n8n-workflow';

/** Replaces the account and the password in a text. */
export type Redact = (text: string) => string;

export interface Redactor extends Redact {
	/** Whether a text holds the password. An upload ID may hold the account. */
	holdsPassword(text: string): boolean;
}

/** Stands in for an account or a password. */
export const MASK = '***';

/** Shorter secrets can't be told from the service's own words and numbers. */
const MIN_SECRET_LENGTH = 4;

/**
 * Makes a function that every text from a response must pass before people see it, because the service may quote the request, above all
 * when it crashes. It looks for whole spellings, so that its time is linear in the length of the text.
 */
export function createRedactor({ account, password }: IDataObject): Redactor {
	const secrets = [account, password].map((secret) => String(secret ?? ''));
	// Made on first use, because most responses hold no text to show.
	let spellings: string[] | undefined;
	const redact = (text: string) => {
		spellings ??= secrets.flatMap(spellingsOf);
		return mask(text, find(spellings, text));
	};
	return Object.assign(redact, {
		holdsPassword: (text: string) => find(spellingsOf(secrets[1]), text).length > 0,
	});
}

/** Lists how a secret may appear: as it is, in a URL, a form, a page, JSON or a program, and in UTF-8 that was read as Latin-1. */
function spellingsOf(secret: string): string[] {
	if (secret.length < MIN_SECRET_LENGTH) return [];
	const all = [
		secret,
		// By JavaScript, by RFC 3986, and by overcautious programs.
		secret.replace(/[^\w.~!*'()-]/gu, percent),
		secret.replace(/[^\w.~-]/gu, percent),
		secret.replace(/./gsu, percent),
		// By browsers and by ASP.NET.
		secret.replace(/[^\w.* -]/gu, percent).replaceAll(' ', '+'),
		secret.replace(/[^\w.!*() -]/gu, percent).replaceAll(' ', '+'),
		secret.replace(/[&<>]/g, named),
		secret.replace(/[&<>"']/g, named),
		secret.replace(/[&<>"]/g, named).replaceAll("'", '&#39;'),
		secret.replace(/[&<>]/g, named).replace(/["']/g, decimal),
		secret.replace(/[&<>"']/g, decimal),
		secret.replace(/./gsu, decimal),
		secret.replace(/./gsu, (character) => `&#x${character.codePointAt(0)?.toString(16)};`),
		secret.replace(/["\\]/g, '\\$&'),
		secret.replace(/["\\/]/g, '\\$&'),
		secret.replace(/./gs, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`),
		secret.replace(/./gsu, (character) => bytesOf(character, '\\x')),
		String.fromCharCode(...new TextEncoder().encode(secret)),
	];
	return [...new Set(all.map(lowerCase))];
}

const hex = (number: number, length: number) => number.toString(16).padStart(length, '0');

const bytesOf = (character: string, prefix: string) =>
	[...new TextEncoder().encode(character)].map((byte) => prefix + hex(byte, 2)).join('');

const percent = (character: string) => bytesOf(character, '%');

const NAMES: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

const decimal = (character: string) => `&#${character.codePointAt(0)};`;

const named = (character: string) => `&${NAMES[character]};`;

/** Keeps the length of a text. `İ` is the only letter whose lower case is longer. */
const lowerCase = (text: string) => text.replaceAll('İ', 'i').toLowerCase();

type Range = [start: number, end: number];

/** Finds spellings in a text. An account that is a number must not be found inside a longer number. */
function find(spellings: readonly string[], text: string): Range[] {
	const lower = lowerCase(text);
	const isDigitAt = (at: number) => lower[at] >= '0' && lower[at] <= '9';
	return spellings.flatMap((spelling) => {
		const isNumber = /^\d+$/.test(spelling);
		const found: Range[] = [];
		let from = 0;
		for (let at = lower.indexOf(spelling); at >= 0; at = lower.indexOf(spelling, from)) {
			from = at + spelling.length;
			if (!isNumber || !(isDigitAt(at - 1) || isDigitAt(from))) found.push([at, from]);
			while (isNumber && isDigitAt(from)) from++;
		}
		return found;
	});
}

/** Replaces ranges of a text, overlapping ones together, because one secret may hold the other. */
function mask(text: string, ranges: Range[]): string {
	let masked = '';
	let done = 0;
	for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
		if (start >= done) masked += text.slice(done, start) + MASK;
		done = Math.max(done, end);
	}
	return masked + text.slice(done);
}
