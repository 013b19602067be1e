import { uploadIdField } from '../uploads/fields';
import { forEachStatus, statusJson } from '../uploads/forEachStatus';
import type { Operation } from './Operation';

export const queryOperation: Operation = {
	resource: 'detection',
	value: 'query',
	name: 'Query',
	action: 'Query upload',
	description: 'Check whether an upload is done, and how many of its numbers are registered. Free.',
	toolDescription:
		'Ask once whether an upload is done, by its uploadId, and how many of its numbers are registered with the app so far. This is free.',
	properties: [uploadIdField],
	async execute(run) {
		return await forEachStatus(run, async (progress, uploadId, item) => [
			{ json: statusJson(uploadId, progress), pairedItem: { item } },
		]);
	},
};
