/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
	name: Buffer;
	namesAreUtf8: boolean;
	content: string;
}

/** Reads a small ZIP by its central directory. */
export function readZip(zip: Buffer): ZipEntry[] {
	const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	if (end < 0) throw new Error('Not a ZIP file');
	const entries: ZipEntry[] = [];
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const nameLength = zip.readUInt16LE(at + 28);
		const header = zip.readUInt32LE(at + 42);
		const localNameLength = zip.readUInt16LE(header + 26);
		const start = header + 30 + localNameLength + zip.readUInt16LE(header + 28);
		const name = zip.subarray(at + 46, at + 46 + nameLength);
		const flags = zip.readUInt16LE(at + 8);
		if (!zip.subarray(header + 30, header + 30 + localNameLength).equals(name)) {
			throw new Error('The two names of an entry differ');
		}
		if (zip.readUInt16LE(header + 6) !== flags) throw new Error('The two flags of an entry differ');
		entries.push({
			name,
			namesAreUtf8: (flags & 0x800) !== 0,
			content: inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))).toString(),
		});
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return entries;
}
