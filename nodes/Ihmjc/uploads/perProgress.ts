import type { INodeExecutionData } from 'n8n-workflow';

import type { Run } from '../run/Run';
import type { Progress } from '../service/query';
import { perUpload } from './perUpload';
import { waitError } from './waitError';
import { waitForUploads } from './waitForUploads';

/**
 * Asks where the upload of each item stands now, then does something with that, item by item. It is asked once, and
 * not at all for an upload that is known to be done.
 */
export async function perProgress(
	run: Run,
	work: (progress: Progress, uploadId: string, item: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	return await perUpload(
		run,
		async (uploadIds) =>
			await waitForUploads(run, uploadIds, { interval: 0, maxWait: Infinity, until: 'answered' }),
		async (upload, uploadId, item) => {
			if (upload.state !== 'done') throw waitError(run, uploadId, upload, item);
			return await work(upload.answer, uploadId, item);
		},
	);
}
