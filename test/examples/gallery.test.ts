/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../../tools/editor/projectFolder';
import { workflowFileNames } from '../../tools/editor/workflowFiles';

const docs = path.join(projectFolder, 'docs');
const gallery = readFileSync(path.join(docs, 'workflows.md'), 'utf8');

/** A small size per picture, because the page has many. */
const MAX_BYTES = 150_000;

describe('docs/workflows.md', () => {
	it('has one section for each workflow', () => {
		const linked = [...gallery.matchAll(/\(\.\.\/examples\/([\w-]+\.json)\)/g)];
		expect(linked.map(([, fileName]) => fileName).sort()).toEqual(workflowFileNames().sort());
	});

	it.each(workflowFileNames())('shows %s in the light and the dark theme', (fileName) => {
		for (const scheme of ['light', 'dark']) {
			const picture = `images/workflows/${path.basename(fileName, '.json')}-${scheme}.png`;
			expect(gallery).toContain(`"${picture}"`);
			expect(existsSync(path.join(docs, picture))).toBe(true);
			expect(statSync(path.join(docs, picture)).size).toBeLessThan(MAX_BYTES);
		}
	});
});
