import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { type NodeError, rethrowUnlessContinuing } from '../run/errors';
import { forEachItem } from '../run/forEachItem';
import type { Run } from '../run/Run';
import type { Progress } from '../service/query';
import { waitError } from './errors';
import { uploadIdOf } from './fields';
import { type WaitedUpload, waitForUploads } from './waitForUploads';

type Work = (upload: WaitedUpload, uploadId: string, item: number) => Promise<INodeExecutionData[]>;

/**
 * Asks for the uploads of all items together, then handles each item. Items with the same upload ID share queries. Invalid upload IDs are
 * found before the first query.
 */
export async function forEachUpload(
	run: Run,
	ask: (uploadIds: string[]) => Promise<Map<string, WaitedUpload>>,
	work: Work,
): Promise<INodeExecutionData[]> {
	const ids = itemUploadIds(run);
	return await eachUpload(run, ids, await ask(known(ids)), work);
}

/** Reads the upload ID of each item, or the error if it is missing. */
export const itemUploadIds = (run: Run): Array<string | NodeError> =>
	run.items.map((_, item) => {
		try {
			return uploadIdOf(run, item);
		} catch (error) {
			return rethrowUnlessContinuing(run, error);
		}
	});

export const known = (ids: Array<string | NodeError>): string[] =>
	ids.filter((id) => typeof id === 'string');

/** Handles each item after its upload was asked for. */
export async function eachUpload(
	run: Run,
	ids: Array<string | NodeError>,
	uploads: ReadonlyMap<string, WaitedUpload>,
	work: Work,
): Promise<INodeExecutionData[]> {
	return await forEachItem(run, async (item) => {
		const id = ids[item];
		if (typeof id !== 'string') throw id;
		return await work(uploads.get(id) as WaitedUpload, id, item);
	});
}

/** Asks once for the status of each item's upload, then handles each item. It doesn't ask for uploads that are known to be done. */
export async function forEachStatus(
	run: Run,
	work: (progress: Progress, uploadId: string, item: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	return await forEachUpload(
		run,
		async (uploadIds) =>
			await waitForUploads(run, uploadIds, { interval: 0, maxWait: Infinity, until: 'status' }),
		async (upload, uploadId, item) => {
			if (upload.state !== 'done') throw waitError(run, uploadId, upload, item);
			return await work(upload.status, uploadId, item);
		},
	);
}

/** Writes the status of an upload as items have it. Other fields of the response come last, unchanged. */
export const statusJson = (uploadId: string, progress: Progress | undefined): IDataObject => {
	const { done = false, status = '', activated = 0, unregistered = 0, more = {} } = progress ?? {};
	const known = { uploadId, done, status, activated, unregistered };
	return { ...known, ...more, ...known };
};
