import type { IDataObject } from 'n8n-workflow';

/** Replaces the account and the password in a text. */
export type Redact = (text: string) => string;

export interface Redactor extends Redact {
	/** Whether a text holds the password. An upload ID may hold the account. */
	holdsPassword(text: string): boolean;
}

/** Stands in for an account or a password. */
export const BLOT = '***';

/** Shorter secrets can't be told from the service's own words and numbers. */
const MIN_SECRET_LENGTH = 4;

/**
 * Makes a function that every text from a response must pass before people see it, because the service may quote the request, above all
 * when it crashes.
 */
export function createRedactor({ account, password }: IDataObject): Redactor {
	const secrets = [password, account]
		.map((secret) => String(secret ?? ''))
		.filter(({ length }) => length >= MIN_SECRET_LENGTH)
		// The longest comes first, because one secret may hold the other.
		.sort((a, b) => b.length - a.length);
	const blotOut = blotter(secrets);
	const blotOutPassword = blotter(secrets.filter((secret) => secret === String(password)));
	return Object.assign(blotOut, {
		holdsPassword: (text: string) => blotOutPassword(text) !== text,
	});
}

function blotter(secrets: string[]): Redact {
	if (secrets.length === 0) return (text) => text;
	// Compiled on first use, because most responses hold no text to show.
	let anywhere: RegExp | undefined;
	return (text) => {
		anywhere ??= new RegExp(secrets.map(patternOf).join('|'), 'giu');
		return text.replace(anywhere, BLOT);
	};
}

/** Makes a pattern of a secret. An account that is a number must not be found inside a longer number. */
function patternOf(secret: string): string {
	const pattern = [...secret]
		.map((character) => `(?:${waysToWrite(character).join('|')})`)
		.join('');
	return /^\d+$/.test(secret) ? `(?<!\\d)${pattern}(?!\\d)` : pattern;
}

const NAMED: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/** Lists how a character may appear: as it is, in a URL, a form, a page, JSON, or text that was decoded wrongly. */
function waysToWrite(character: string): string[] {
	const code = character.codePointAt(0) ?? 0;
	const units = Array.from({ length: character.length }, (_, at) =>
		hex(character.charCodeAt(at), 4),
	);
	const bytes = [...new TextEncoder().encode(character)];
	return [
		literal(character),
		bytes.map((byte) => `%${hex(byte, 2)}`).join(''),
		bytes.map((byte) => `\\x${hex(byte, 2)}`).join(''),
		units.map((unit) => `\\\\u${unit}`).join(''),
		`&#0*${code};`,
		`&#x0*${code.toString(16)};`,
		...(character in NAMED ? [`&${NAMED[character]};`] : []),
		...(character === ' ' ? ['\\+'] : []),
		...('"\\/\''.includes(character) ? [`\\\\${literal(character)}`] : []),
	];
}

const hex = (number: number, length: number) => number.toString(16).padStart(length, '0');

const literal = (character: string) => character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
