import { format } from 'prettier/standalone';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';

/** The text between each pair of marks, by the name in the marks. */
export type Blocks = Record<string, string>;

const BLOCK = /^<!-- generated: (.+) -->\n[^]*?^<!-- end -->$/gm;

/** The names of a page's blocks. */
export const blocksOf = (page: string): string[] =>
	[...page.matchAll(BLOCK)].map(([, name]) => name);

/**
 * Replaces the text between a page's marks and formats the page for `npm run lint`.
 *
 * @throws Error for a mark without a block.
 */
export async function fillPage(page: string, blocks: Blocks): Promise<string> {
	const filled = page.replace(BLOCK, (_, name: string) => {
		if (!Object.hasOwn(blocks, name)) {
			throw new Error(
				`The mark "${name}" has no block. A table that an earlier operation already has isn't created again`,
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
