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
	const secrets = [account, password].map((secret) => String(secret ?? ''));
	// Made on first use, because most responses hold no text to show.
	let patterns: RegExp[] | undefined;
	const find = (text: string) => {
		patterns ??= secrets.map(patternOf);
		return patterns.map((pattern) => [...text.matchAll(pattern)]);
	};
	const redact = (text: string) => blotOut(text, find(text).flat());
	return Object.assign(redact, { holdsPassword: (text: string) => find(text)[1].length > 0 });
}

/** Makes a pattern without repetitions, so that its time is linear in the length of the text. */
function patternOf(secret: string): RegExp {
	if (secret.length < MIN_SECRET_LENGTH) return /(?!)/g;
	// A run of backslashes is spelled in one way, because half of them may be there to escape the others.
	const parts = secret.match(/\\+|./gsu) ?? [];
	const spelled = parts.map((part) => `(?:${[...spellingsOf(part)].join('|')})`).join('');
	// A number must not be found inside a longer one.
	return new RegExp(/^\d+$/.test(secret) ? `(?<!\\d)${spelled}(?!\\d)` : spelled, 'giu');
}

/** Lists how a part of a secret may appear: as it is, in a URL, a form, a page, JSON or a program, and in UTF-8 that was read as Latin-1. */
function spellingsOf(part: string): Set<string> {
	const bytes = [...new TextEncoder().encode(part)];
	const codes = [...part].map((character) => character.codePointAt(0) ?? 0);
	const spellings = [
		part,
		part.replace(' ', '+'),
		part.replace(/["'\\/]/g, '\\$&'),
		part.replace(/[&<>"']/g, (character) => `&${NAMES[character]};`),
		codes.map((code) => `&#${code};`).join(''),
		codes.map((code) => `&#x${code.toString(16)};`).join(''),
		part.replace(/./gs, (unit) => `\\u${hex(unit.charCodeAt(0), 4)}`),
		bytes.map((byte) => `\\x${hex(byte, 2)}`).join(''),
		bytes.map((byte) => `%${hex(byte, 2)}`).join(''),
		String.fromCharCode(...bytes),
	];
	return new Set(spellings.map(literal));
}

const hex = (number: number, length: number) => number.toString(16).padStart(length, '0');

const NAMES: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/** Spells a text for a pattern. */
const literal = (text: string) =>
	text.replace(/./gsu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** Replaces matches in a text, overlapping ones together, because one secret may hold the other. */
function blotOut(text: string, matches: RegExpExecArray[]): string {
	let blotted = '';
	let done = 0;
	for (const { 0: found, index } of matches.sort((a, b) => a.index - b.index)) {
		if (index >= done) blotted += text.slice(done, index) + BLOT;
		done = Math.max(done, index + found.length);
	}
	return blotted + text.slice(done);
}
