/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable, Transform, type TransformCallback } from 'node:stream';

import { ZipFile } from 'yazl';

import type { Job } from './Jobs';
import { writeList, type ListShape, type ListStatus } from './resultList';

const statuses = ['activated', 'unregistered'] as const;

const entryNames: Readonly<Record<ListStatus, string>> = {
	activated: 'activated.txt',
	unregistered: 'unregistered.txt',
};

/** 已激活.txt and 未激活.txt ("activated", "not activated") in GBK, which Node can't encode. */
const gbkEntryNames: Readonly<Record<ListStatus, Buffer>> = {
	activated: Buffer.from('d2d1bca4bbee2e747874', 'hex'),
	unregistered: Buffer.from('ceb4bca4bbee2e747874', 'hex'),
};

/** As long as the GBK names that replace them afterward, because yazl can only write UTF-8. */
const placeholderNames: Readonly<Record<ListStatus, string>> = {
	activated: 'active.txt',
	unregistered: 'absent.txt',
};

/** The two headers that contain an entry's name, with the offsets of their flags and the name. */
const zipHeaders = [
	{ signature: Buffer.from('PK\x03\x04'), flags: 6, name: 30 },
	{ signature: Buffer.from('PK\x01\x02'), flags: 8, name: 46 },
];
const NAMES_ARE_UTF8 = 1 << 11;

/** A ZIP of both lists (the interface document, 1.3, type 1), generated while it is sent. */
export function zipOfLists(job: Job, shape: ListShape, gbkNames: boolean): Readable {
	const zip = new ZipFile();
	const names = gbkNames ? placeholderNames : entryNames;
	for (const status of statuses) {
		zip.addReadStreamLazy(
			names[status],
			{ mtime: new Date(job.doneAt), compressionLevel: 1 },
			(take) => take(null, Readable.from(writeList(job, status, shape))),
		);
	}
	zip.end();
	// The stream is a Readable, but yazl's types don't say so.
	const zipped = zip.outputStream as Readable;
	return gbkNames ? zipped.pipe(new Transform({ transform: renameEntry })) : zipped;
}

/** yazl writes each header as a chunk of its own. */
function renameEntry(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
	const header = zipHeaders.find(({ signature }) => chunk.subarray(0, 4).equals(signature));
	if (header) {
		const status = statuses.find((candidate) => {
			const placeholder = Buffer.from(placeholderNames[candidate]);
			return chunk.subarray(header.name, header.name + placeholder.length).equals(placeholder);
		});
		if (status) {
			gbkEntryNames[status].copy(chunk, header.name);
			chunk.writeUInt16LE(chunk.readUInt16LE(header.flags) & ~NAMES_ARE_UTF8, header.flags);
		}
	}
	done(null, chunk);
}
