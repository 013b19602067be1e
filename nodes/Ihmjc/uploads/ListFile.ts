import { createHash } from 'node:crypto';

import type { InputFile } from '../input/inputFile';
import { LineCounter } from '../numbers/entries';
import type { NumberList } from '../numbers/NumberList';
import type { StreamedFile } from '../service/uploadForm';
import { createYielder } from '../util/createYielder';
import { readToEnd } from '../util/streams';

/** The default name of a list at the service. */
export const LIST_NAME = 'numbers.txt';

/** A list as it is sent. */
export interface ListFile extends StreamedFile {
	/** Identifies the list when a later try sends it again. */
	identity(): Promise<string>;
	/** Whether it is a user's file that is sent unread. */
	isAsItIs?: boolean;
	/** Counts its numbers. Rejects if the list can't be read to its end. */
	count(): Promise<number>;
}

/** @param inAnyOrder Whether the same numbers in another order are the same list. Only for short lists, because it sorts them in memory. */
export function listFile(name: string, list: NumberList, { inAnyOrder = false } = {}): ListFile {
	return {
		name,
		size: list.byteLength,
		async identity() {
			const hash = createHash('sha256');
			const yieldIfDue = createYielder();
			for (const chunk of inAnyOrder ? [[...list].sort().join()] : list.chunks()) {
				hash.update(chunk);
				await yieldIfDue();
			}
			return hash.digest('hex');
		},
		count: async () => list.size,
		async *stream() {
			const yieldIfDue = createYielder();
			for (const chunk of list.chunks()) {
				yield chunk;
				await yieldIfDue();
			}
		},
	};
}

/**
 * Makes a list of a user's file without parsing it. Unless Max Numbers must be checked first, its numbers are counted while it is sent,
 * because reading a long file only to count it adds a third to the time of sending it to a server nearby.
 */
export async function fileAsItIs(name: string, file: InputFile): Promise<ListFile> {
	let numbers: number | undefined;
	async function* stream() {
		const counter = new LineCounter();
		for await (const chunk of file.stream()) {
			counter.add(chunk);
			yield chunk;
		}
		numbers = counter.lines;
	}
	const { size, identity } = await file.about();
	return {
		name,
		size,
		identity: async () => identity,
		isAsItIs: true,
		async count() {
			if (numbers === undefined) {
				await readToEnd(stream());
			}
			return numbers ?? 0;
		},
		stream,
	};
}

/** Counts a list that may be uploaded already. An upload must not be lost because its list can't be read again. */
export const countIfReadable = async (file: ListFile): Promise<number | undefined> =>
	await file.count().catch(() => undefined);
