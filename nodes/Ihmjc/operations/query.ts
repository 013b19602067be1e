import type { Operation } from './operation';
import { perUpload } from './perUpload';
import { progressJson } from './progressJson';
import { uploadIdField } from './uploadIdField';
import { waitError } from './waitError';
import { askOnce } from './waitForUploads';

export const queryOperation: Operation = {
	resource: 'detection',
	value: 'query',
	name: 'Query',
	action: 'Query state of upload',
	description:
		'Get whether an upload is done, and how many of its numbers are registered with the app; costs nothing',
	properties: [uploadIdField],
	async execute(run) {
		return await perUpload(
			run,
			async (uploadIds) => await askOnce(run, uploadIds),
			async (upload, uploadId, item) => {
				if (upload.state !== 'done') throw waitError(run, uploadId, upload, item);
				return [{ json: progressJson(uploadId, upload.answer), pairedItem: { item } }];
			},
		);
	},
};
