import { createHash } from 'node:crypto';

import type { NumberList } from '../numbers/NumberList';
import type { StreamedFile } from '../service/uploadForm';
import { createYielder } from '../util/createYielder';

/** The default name of a list at the service. */
export const LIST_NAME = 'numbers.txt';

/** A list as it is sent. */
export interface ListFile extends StreamedFile {
	/** Identifies the list when a later try sends it again. */
	identity(): Promise<string>;
	/** How many numbers it has. */
	count: number;
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
		count: list.size,
		async *stream() {
			const yieldIfDue = createYielder();
			for (const chunk of list.chunks()) {
				yield chunk;
				await yieldIfDue();
			}
		},
	};
}
