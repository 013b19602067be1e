import { optionsField } from '../run/optionsField';
import { perUpload } from '../uploads/perUpload';
import { progressJson } from '../uploads/progressJson';
import { uploadIdField } from '../uploads/uploadIdField';
import { waitError } from '../uploads/waitError';
import { waitForUploads } from '../uploads/waitForUploads';
import { TOOL_WAIT, waitOptions, waitSettings } from '../uploads/waitOptions';
import type { Operation } from './Operation';

export const waitUntilDoneOperation: Operation = {
	resource: 'detection',
	value: 'waitUntilDone',
	name: 'Wait Until Done',
	action: 'Wait until upload is done',
	description: 'Wait until one or more uploads are done; costs nothing',
	toolDescription:
		'Wait until an upload is done, by its uploadId, such as one of a pending number. This is free. If timedOut is true, Ihmjc still needs more time: call this tool again, or tell the user to ask again later and give the uploadId. If done is true, get the numbers with the tool Download.',
	properties: [uploadIdField, ...optionsField(waitOptions, { asTool: TOOL_WAIT })],
	async execute(run) {
		const settings = waitSettings(run, run.options());
		return await perUpload(
			run,
			async (uploadIds) => await waitForUploads(run, uploadIds, { ...settings, until: 'done' }),
			async (upload, uploadId, item) => {
				const timedOut = upload.state === 'timedOut';
				const isAnswer = upload.state === 'done' || (timedOut && settings.onTimeout === 'output');
				if (!isAnswer) throw waitError(run, uploadId, upload, item);
				return [
					{
						json: {
							...progressJson(uploadId, upload.answer),
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
