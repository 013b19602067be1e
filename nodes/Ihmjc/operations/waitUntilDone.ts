import type { Operation } from './Operation';
import { optionsField } from './run/optionsField';
import { perUpload } from './uploads/perUpload';
import { progressJson } from './uploads/progressJson';
import { uploadIdField } from './uploads/uploadIdField';
import { waitError } from './uploads/waitError';
import { waitForUploads } from './uploads/waitForUploads';
import { waitOptions, waitSettings } from './uploads/waitOptions';

export const waitUntilDoneOperation: Operation = {
	resource: 'detection',
	value: 'waitUntilDone',
	name: 'Wait Until Done',
	action: 'Wait until upload is done',
	description: 'Wait until one or more uploads are done; costs nothing',
	properties: [uploadIdField, ...optionsField(waitOptions)],
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
