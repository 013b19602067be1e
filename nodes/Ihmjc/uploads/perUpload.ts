import type { INodeExecutionData } from 'n8n-workflow';

import { toleratedError, type NodeError } from '../run/errors';
import { perItem } from '../run/perItem';
import type { Run } from '../run/Run';
import { uploadIdOf } from './uploadIdField';
import type { WaitedUpload } from './waitForUploads';

/**
 * Asks for the uploads of all items together, then does something for each item. Two items with the same
 * upload ID share the queries. What can be known to be wrong is known before the first query.
 */
export async function perUpload(
	run: Run,
	ask: (uploadIds: string[]) => Promise<Map<string, WaitedUpload>>,
	work: (upload: WaitedUpload, uploadId: string, item: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const ids = run.items.map((_, item): string | NodeError => {
		try {
			return uploadIdOf(run, item);
		} catch (error) {
			return toleratedError(run, error);
		}
	});
	const uploads = await ask(ids.filter((id) => typeof id === 'string'));
	return await perItem(run, async (item) => {
		const id = ids[item];
		if (typeof id !== 'string') throw id;
		return await work(uploads.get(id) as WaitedUpload, id, item);
	});
}
