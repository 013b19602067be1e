import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';

const parser = new MarkdownIt({ html: true });

type Token = ReturnType<(typeof parser)['parse']>[number];

const HTML_LINK = /\b(?:href|src|srcset)="([^"]+)"/g;

export interface MarkdownPage {
	/** The targets of its links and pictures, as written. */
	links: string[];
	/** The anchors of its headings, as GitHub creates them. */
	anchors: string[];
	/** The inline code. */
	code: string[];
}

export function markdownPage(text: string): MarkdownPage {
	const slugger = new GithubSlugger();
	const page: MarkdownPage = { links: [], anchors: [], code: [] };
	const tokens = parser.parse(text, {});
	const visit = (token: Token): void => {
		const link = token.attrGet('href') ?? token.attrGet('src');
		if (link) page.links.push(String(link));
		if (token.type.startsWith('html_')) {
			for (const [, target] of token.content.matchAll(HTML_LINK)) page.links.push(target);
		}
		if (token.type === 'code_inline') page.code.push(token.content);
		token.children?.forEach(visit);
	};
	tokens.forEach((token, index) => {
		visit(token);
		if (token.type !== 'heading_open') return;
		const parts = tokens[index + 1].children ?? [];
		page.anchors.push(slugger.slug(parts.map(({ content }) => content).join('')));
	});
	return page;
}
