import type { IExecuteFunctions } from 'n8n-workflow';

/** Blots out the account and the password in a text. */
export type Hide = (text: string) => string;

const BLOT = '***';

/** A shorter secret could not be told from the service's own words and numbers. */
const SHORTEST = 4;

/**
 * The service may quote a request in what it answers, when it crashes above all, and what it answers is
 * shown to people. So whatever text of an answer is passed on goes through here first.
 *
 * @throws Error when the node has no credential.
 */
export async function secretsHider(context: IExecuteFunctions): Promise<Hide> {
	const { account, password } = await context.getCredentials('ihmjcApi');
	const spellings = [account, password].flatMap((secret) => spellingsOf(String(secret ?? '')));
	if (spellings.length === 0) return (text) => text;
	// The longest first, for one secret may hold the other.
	spellings.sort((a, b) => b.length - a.length);
	const anywhere = new RegExp(spellings.map(pattern).join('|'), 'g');
	return (text) => text.replace(anywhere, BLOT);
}

/** As it is, and as it is written in a URL, a form and a page. */
function spellingsOf(secret: string): string[] {
	if (secret.length < SHORTEST) return [];
	const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
	const inUrl = inForm.replaceAll('+', '%20');
	const inPage = secret
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;');
	const inText = JSON.stringify(secret).slice(1, -1);
	return [...new Set([secret, inForm, inUrl, inPage, inPage.replace(/'/g, '&#39;'), inText])];
}

/** An account that is a number must not be found inside a longer number. */
function pattern(spelling: string): string {
	const literal = spelling.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
	return /^\d+$/.test(spelling) ? `(?<!\\d)${literal}(?!\\d)` : literal;
}
