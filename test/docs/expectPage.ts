/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../../tools/editor/projectFolder';

/** A page of the project by its path from the root. `''` if it is missing. */
export function readPage(page: string): string {
	const file = path.join(projectFolder, page);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Fails if a page differs from the expected text. With UPDATE_DOCS=1, it is written first. */
export function expectPage(page: string, text: string): void {
	if (process.env.UPDATE_DOCS) {
		const file = path.join(projectFolder, page);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
	expect(readPage(page)).toBe(text);
}
