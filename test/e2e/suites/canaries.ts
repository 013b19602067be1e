/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ACCOUNT, PASSWORD } from '../support/secrets';
import type { TestN8n } from '../support/TestN8n';

/** Must run last, because it searches everything that the other tests leave behind for the secrets. */
export function canariesSuite(n8n: () => TestN8n): void {
	test("do not appear in n8n's database, files and logs", () => {
		const { folder } = n8n();
		const files = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
			.map((entry) => path.join(entry.parentPath, entry.name));
		expect(files.map((file) => path.basename(file))).toEqual(
			expect.arrayContaining(['database.sqlite', 'n8n.log']),
		);
		expect(n8n().log).toMatch(/Ihmjc: upload \d+ was accepted/);
		for (const secret of [ACCOUNT, PASSWORD]) {
			expect(files.filter((file) => readFileSync(file).includes(secret))).toEqual([]);
		}
	});
}
