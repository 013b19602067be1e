import { fetchN8n } from '../../../tools/editor/fetchN8n';
import type { N8nClient } from '../../../tools/editor/N8nClient';
import { textOf } from './mailServer';

/** Clicks a button of a mail in which n8n asks for approval. The execution must be waiting already. */
export async function reply(mail: string, approved: boolean, { url }: N8nClient): Promise<void> {
	const links = [...textOf(mail).matchAll(/href="(http[^"]+)"/g)].map(([, link]) => link);
	const link = links.find((each) => each.includes(`approved=${approved}`));
	const { pathname, search } = new URL(String(link).replaceAll('&amp;', '&'));
	// n8n ignores clicks from clients that don't look like a browser.
	const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0' };
	const { status } = await fetchN8n(url + pathname + search, { headers });
	if (status !== 200) throw new Error(`n8n returned HTTP ${status} for the click`);
}
