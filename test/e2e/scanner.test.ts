/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { installNode, installScanner } from '../../tools/editor/install';
import { unpack } from '../../tools/editor/packProject';
import { projectFolder } from '../../tools/editor/projectFolder';
import { tarball, workFolder } from './support/workFolder';

describe("n8n's package scanner", () => {
	/** The errors and warnings of the scanner. */
	const scan = async (folder: string, what: 'package' | 'sources') => {
		const { binary } = await installNode(() => {});
		const script = path.join(__dirname, 'support', 'scan.mjs');
		const args = [script, await installScanner(() => {}), folder, what];
		const { stdout } = await promisify(execFile)(binary, args, {
			maxBuffer: 1e8,
			// The lint plugin applies all rules to all files when it runs inside tests.
			env: { ...process.env, NODE_ENV: undefined },
		});
		const lastLine = stdout.trim().split('\n').at(-1) ?? '';
		return JSON.parse(lastLine) as { passed: boolean; files: number; findings: string[] };
	};

	test('finds nothing in the package', async () => {
		const folder = path.join(workFolder(), 'unpacked');
		await unpack(tarball(), folder);
		const { passed, files, findings } = await scan(folder, 'package');
		expect(findings).toEqual([]);
		expect(passed).toBe(true);
		// package.json, index.js, four files of code, two codex files, and a schema for each of seven operations.
		expect(files).toBe(15);
	});

	test('finds nothing in the sources', async () => {
		const { passed, files, findings } = await scan(projectFolder, 'sources');
		expect(findings).toEqual([]);
		expect(passed).toBe(true);
		expect(files).toBeGreaterThan(10);
	});
});
