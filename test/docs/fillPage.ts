import { format } from 'prettier/standalone';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';

/** What stands between a pair of marks, by the name in them. */
export type Blocks = Record<string, string>;

const BLOCK = /^<!-- generated: (.+) -->\n[^]*?^<!-- end -->$/gm;

/** The names of the blocks that a page has. */
export const blocksOf = (page: string): string[] =>
	[...page.matchAll(BLOCK)].map(([, name]) => name);

/**
 * A page with what stands between its marks made anew, and formatted as `npm run lint` wants it.
 *
 * @throws Error for a mark that no block belongs to.
 */
export async function fillPage(page: string, blocks: Blocks): Promise<string> {
	const filled = page.replace(BLOCK, (_, name: string) => {
		if (!Object.hasOwn(blocks, name)) {
			throw new Error(
				`Nothing is made for the mark "${name}". A table that another operation has already isn't made again`,
			);
		}
		return `<!-- generated: ${name} -->\n\n${blocks[name]}\n\n<!-- end -->`;
	});
	return await format(filled, {
		printWidth: 100,
		parser: 'markdown',
		plugins: [markdown, babel, estree],
	});
}
