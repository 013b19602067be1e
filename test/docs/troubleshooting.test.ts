import { readPage } from './expectPage';
import { messagesInCode } from './messagesInCode';

/** n8n's guidelines ask for messages without them: they say nothing, and worry. */
const EMPTY_WORDS = /\b(error|problem|failure|mistake)s?\b/i;

it('no message has words that say nothing', () => {
	expect(messagesInCode().filter((message) => EMPTY_WORDS.test(message))).toEqual([]);
});

it('the page explains every message there is', () => {
	const page = readPage('docs/troubleshooting.md');
	const messages = messagesInCode();
	expect(messages.length).toBeGreaterThan(50);
	expect(messages.filter((message) => !page.includes(message))).toEqual([]);
});
