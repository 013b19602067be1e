export type NumberStatus = 'activated' | 'unregistered' | 'unknown';

const ACTIVATED_PERCENT = 60;
const UNKNOWN_PERCENT = 4;

// Looked up once, because it is called for every byte of every list.
const { imul } = Math;

const FNV_OFFSET_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The status of a number at an app. It is invented, but depends only on the two, so it is the same on
 * every machine and in every upload. An `unknown` number is in neither list (docs/service.md).
 */
export function statusOf(digits: string, appCode: string): NumberStatus {
	const bytes = Buffer.from(digits, 'latin1');
	return statusOfBytes(appSeed(appCode), bytes, 0, bytes.length);
}

/** The part of `statusOf` that is the same for all numbers of one upload. */
export function appSeed(appCode: string): number {
	const bytes = Buffer.from(appCode, 'latin1');
	return hashBytes(FNV_OFFSET_BASIS, bytes, 0, bytes.length);
}

/** `statusOf` for digits inside a larger buffer, so that millions of numbers need no strings. */
export function statusOfBytes(
	seed: number,
	bytes: Uint8Array,
	start: number,
	end: number,
): NumberStatus {
	const percent = (scramble(hashBytes(seed, bytes, start, end)) >>> 0) % 100;
	if (percent < ACTIVATED_PERCENT) return 'activated';
	return percent < 100 - UNKNOWN_PERCENT ? 'unregistered' : 'unknown';
}

/** FNV-1a, 32 bits. */
function hashBytes(seed: number, bytes: Uint8Array, start: number, end: number): number {
	let hash = seed;
	for (let index = start; index < end; index++) {
		hash = imul(hash ^ bytes[index], FNV_PRIME);
	}
	return hash;
}

/** MurmurHash3's finalizer. Without it, consecutive numbers would get related statuses. */
function scramble(hash: number): number {
	let mixed = hash;
	mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return mixed ^ (mixed >>> 16);
}
