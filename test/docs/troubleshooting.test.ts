import { readPage } from './expectPage';
import { messagesInCode } from './messagesInCode';

/** n8n's guidelines ask to avoid these words, because they worry users without informing them. */
const EMPTY_WORDS = /\b(error|problem|failure|mistake)s?\b/i;

const messages = messagesInCode();

it('avoids words in messages that worry without informing', () => {
	expect(messages.filter((message) => EMPTY_WORDS.test(message))).toEqual([]);
});

it('explains every message in docs/troubleshooting.md', () => {
	const page = readPage('docs/troubleshooting.md');
	expect(messages.length).toBeGreaterThan(50);
	expect(messages.filter((message) => !page.includes(message))).toEqual([]);
});
