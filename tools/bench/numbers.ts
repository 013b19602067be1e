/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Area codes of one country, so that the do-it-yourself workflow can send all numbers in one list. */
const AREA_CODES = [212, 213, 214, 215, 216, 217, 218, 219, 224, 225];
const PER_AREA = 1_000_000;
const FIRST_SUBSCRIBER = 2_000_000;

export const MAX_NUMBERS = AREA_CODES.length * PER_AREA;

/** Different made-up American numbers. They take longest to read, because most countries share their calling code. */
function phoneAt(index: number): string {
	const area = AREA_CODES[Math.floor(index / PER_AREA)];
	return `1${area}${FIRST_SUBSCRIBER + (index % PER_AREA)}`;
}

/** The fields of an address list. */
export const FEW_FIELDS = 4;

/** Rows like those of an address list, or of a CRM that has more fields for each contact. */
export function rowAt(index: number, fields = FEW_FIELDS): Record<string, string | number> {
	const row: Record<string, string | number> = {
		id: index + 1,
		name: `Contact ${index + 1}`,
		city: 'Springfield',
		phone: phoneAt(index),
	};
	for (let field = FEW_FIELDS; field < fields; field++) row[`field${field}`] = `Value ${field}`;
	return row;
}

const CHUNK = 10_000;

function* listOf(count: number): Generator<string> {
	for (let start = 0; start < count; start += CHUNK) {
		const length = Math.min(CHUNK, count - start);
		yield Array.from({ length }, (_, index) => `${phoneAt(start + index)}\n`).join('');
	}
}

/**
 * Writes a file with this many numbers, one per line.
 * @returns its path
 */
export async function listFile(folder: string, count: number): Promise<string> {
	const file = path.join(folder, `${count}-numbers.txt`);
	await pipeline(Readable.from(listOf(count)), createWriteStream(file));
	return file;
}
