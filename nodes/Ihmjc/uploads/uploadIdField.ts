import type { INodeProperties } from 'n8n-workflow';

import { userError } from '../run/errors';
import type { Run } from '../run/Run';

export const uploadIdField: INodeProperties = {
	displayName: 'Upload ID',
	name: 'uploadId',
	type: 'string',
	required: true,
	default: '={{ $json.uploadId }}',
	placeholder: 'e.g. 42992',
	description:
		'The ID that Ihmjc gave an upload. By default the field uploadId of the incoming item; behind Check Numbers the field is ihmjcUploadId.',
};

/** @throws NodeOperationError when the item has none. */
export function uploadIdOf(run: Run, item: number): string {
	const uploadId = run.text('uploadId', item);
	if (uploadId === '' || uploadId === 'undefined' || uploadId === 'null') {
		throw userError(
			run,
			'There is no upload ID',
			'Connect a node that gives one, such as Upload, or enter the ID in the field Upload ID.',
			{ itemIndex: item },
		);
	}
	return uploadId;
}
