import type { Run } from './Run';

const KEY = 'ihmjcUploadIds';

/** n8n keeps ten keys of custom data for an execution, and 255 characters of each value. */
const MAX_KEYS = 10;
const MAX_LENGTH = 255;

/**
 * Adds an upload ID to the custom data of the execution, where people can see it and search for it. n8n saves custom data even if the
 * execution fails or is canceled.
 */
export function noteUploadId({ context }: Run, uploadId: string): void {
	const { customData } = context as Partial<typeof context>;
	if (!customData) return;
	for (let index = 1; index <= MAX_KEYS; index++) {
		const key = index === 1 ? KEY : `${KEY}${index}`;
		const ids = (customData.get(key) as string | undefined)?.split(', ') ?? [];
		if (ids.includes(uploadId)) return;
		const value = [...ids, uploadId].join(', ');
		if (value.length > MAX_LENGTH) continue;
		return customData.set(key, value);
	}
}
