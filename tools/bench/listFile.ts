/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { listOf } from './numbers';

/**
 * Writes a file with this many numbers, one per line.
 * @returns its path
 */
export async function listFile(folder: string, count: number): Promise<string> {
	const file = path.join(folder, `${count}-numbers.txt`);
	await pipeline(Readable.from(listOf(count)), createWriteStream(file));
	return file;
}
