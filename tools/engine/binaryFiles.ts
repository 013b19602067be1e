/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BinaryDataService } from 'n8n-core';
import { newBinaryDataService } from './n8nCore';

let folder: string | undefined;
let service: Promise<BinaryDataService> | undefined;

async function start() {
	folder = mkdtempSync(join(tmpdir(), 'n8n-engine-files-'));
	process.once('exit', removeBinaryFiles);
	const started = newBinaryDataService({ mode: 'filesystem', localStoragePath: folder });
	await started.init();
	return started;
}

/**
 * n8n's binary data mode `filesystem`: one temporary folder for all runs of the process, because a
 * retried execution reads the files of the earlier one.
 */
export async function binaryDataInFiles() {
	service ??= start();
	return await service;
}

/**
 * Removes the files of all runs in the mode `filesystem`. This happens automatically when the process
 * ends, but not in jest, whose tests must call this in `afterAll`.
 */
export function removeBinaryFiles() {
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
	process.removeListener('exit', removeBinaryFiles);
	folder = undefined;
	service = undefined;
}
