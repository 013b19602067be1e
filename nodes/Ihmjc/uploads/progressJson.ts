import type { IDataObject } from 'n8n-workflow';

import type { Progress } from '../service/query';

/** Where an upload stands, as the operations give it out. The service's further keys come last, untouched. */
export const progressJson = (uploadId: string, progress: Progress | undefined): IDataObject => {
	const { done = false, status = '', activated = 0, unregistered = 0, more = {} } = progress ?? {};
	const known = { uploadId, done, status, activated, unregistered };
	return { ...known, ...more, ...known };
};
