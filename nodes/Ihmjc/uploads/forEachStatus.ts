import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { type NodeError, rethrowUnlessContinuing } from '../run/errors';
import { forEachItem } from '../run/forEachItem';
import type { Run } from '../run/Run';
import type { Progress } from '../service/query';
import { waitForUploads } from './drive';
import { waitError } from './errors';
import { uploadIdOf } from './fields';
import type { Polled } from './poll';

/** Reads the upload ID of each item, or the error if it is missing. */
export const itemUploadIds = (run: Run): Array<string | NodeError> =>
	run.items.map((_, item) => {
		try {
			return uploadIdOf(run, item);
		} catch (error) {
			return rethrowUnlessContinuing(run, error, item);
		}
	});

export const validIds = (ids: Array<string | NodeError>): string[] =>
	ids.filter((id) => typeof id === 'string');

/** Handles each item after its upload was queried. */
export async function eachUpload(
	run: Run,
	ids: Array<string | NodeError>,
	uploads: ReadonlyMap<string, Polled>,
	work: (upload: Polled, item: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	return await forEachItem(run, async (item) => {
		const id = ids[item];
		if (typeof id !== 'string') throw id;
		return await work(uploads.get(id) as Polled, item);
	});
}

/** Queries each item's upload once, then handles each item. Uploads that are known to be done aren't queried. */
export async function forEachStatus(
	run: Run,
	work: (progress: Progress, uploadId: string, item: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const ids = itemUploadIds(run);
	// The first status ends it, and the account's pace may delay that.
	const settings = { interval: 0, maxWait: Infinity, until: 'status' } as const;
	const uploads = await waitForUploads(run, validIds(ids), settings);
	return await eachUpload(run, ids, uploads, async (upload, item) => {
		if (upload.ended !== 'done' || !upload.status) throw waitError(run, upload, item);
		return await work(upload.status, upload.uploadId, item);
	});
}

/** Writes the status of an upload as items have it. Other fields of the response come last, unchanged. */
export const statusJson = (uploadId: string, progress: Progress | undefined): IDataObject => {
	const { done = false, status = '', activated = 0, unregistered = 0, more = {} } = progress ?? {};
	const known = { uploadId, done, status, activated, unregistered };
	return { ...known, ...more, ...known };
};
