import { optionsField } from '../run/optionsField';
import { waitError } from '../uploads/errors';
import { TOOL_WAIT, uploadIdField, waitOptions, waitSettings } from '../uploads/fields';
import { forEachUpload, statusJson } from '../uploads/forEachUpload';
import { waitForUploads } from '../uploads/waitForUploads';
import type { Operation } from './Operation';

export const waitUntilDoneOperation: Operation = {
	resource: 'detection',
	value: 'waitUntilDone',
	name: 'Wait Until Done',
	action: 'Wait until upload is done',
	description: 'Wait until uploads are done. Free.',
	toolDescription:
		'Wait until an upload is done, by its uploadId, such as one of a pending number. This is free. If timedOut is true, Ihmjc still needs more time: call this tool again, or tell the user to ask again later and give the uploadId. If done is true, get the numbers with the tool Download.',
	properties: [uploadIdField, ...optionsField(waitOptions, { asTool: TOOL_WAIT })],
	async execute(run) {
		const settings = waitSettings(run, run.options());
		return await forEachUpload(
			run,
			async (uploadIds) => await waitForUploads(run, uploadIds, { ...settings, until: 'done' }),
			async (upload, uploadId, item) => {
				const timedOut = upload.state === 'timedOut';
				const isVerdict = upload.state === 'done' || (timedOut && settings.onTimeout === 'output');
				if (!isVerdict) throw waitError(run, uploadId, upload, item);
				return [
					{
						json: {
							...statusJson(uploadId, upload.answer),
							polls: upload.polls,
							waitedSeconds: Math.round(upload.waited / 1000),
							timedOut,
						},
						pairedItem: { item },
					},
				];
			},
		);
	},
};
