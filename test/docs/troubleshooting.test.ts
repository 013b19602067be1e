import { readPage } from './expectPage';
import { messagesInCode } from './messagesInCode';

it('the page explains every message there is', () => {
	const page = readPage('docs/troubleshooting.md');
	const messages = messagesInCode();
	expect(messages.length).toBeGreaterThan(50);
	expect(messages.filter((message) => !page.includes(message))).toEqual([]);
});
