import type { INodeExecutionData } from 'n8n-workflow';

import type { HandOver } from '../handOver/HandOver';
import { waitInPlace } from '../handOver/waitInPlace';
import { waitPlace } from '../handOver/waitPlace';
import { errorItem, fullText, userError } from '../run/errors';
import { optionsField } from '../run/fields';
import type { Run } from '../run/Run';
import { waitError } from '../uploads/errors';
import {
	WAIT_NOT_FOR_TOOLS,
	TOOL_WAIT,
	uploadIdField,
	waitOptions,
	waitSettings,
	type WaitSettings,
} from '../uploads/fields';
import { eachUpload, itemUploadIds, statusJson, validIds } from '../uploads/forEachStatus';
import { drive } from '../uploads/drive';
import { isOpen, type Polled, uploadsById } from '../uploads/poll';
import type { Operation } from './Operation';

export const waitUntilDoneOperation: Operation = {
	resource: 'detection',
	value: 'waitUntilDone',
	name: 'Wait Until Done',
	action: 'Wait until upload is done',
	description: 'Wait until uploads are done. Free.',
	toolDescription:
		'Wait until an upload is done, by its uploadId, such as one of a pending number. This is free. If timedOut is true, Ihmjc still needs more time: call this tool again, or tell the user to ask again later and give the uploadId. If done is true, get the numbers with the tool Download.',
	properties: [uploadIdField, ...optionsField(waitOptions, TOOL_WAIT, WAIT_NOT_FOR_TOOLS)],
	async execute(run) {
		const settings = waitSettings(run);
		const rows = run.items.map((_, item) => ({ item }));
		const place = waitPlace(run, settings, rows);
		const ids = itemUploadIds(run);
		const ending = await waitInPlace(run, validIds(ids), settings, place, {
			operation: 'waitUntilDone',
			wait: async (poll) => await drive(run, poll),
			handOver: async (poll) => ({
				// Each as it is now, whatever On Timeout says.
				rows: await eachUpload(run, ids, uploadsById(run, poll), async (upload, item) => [
					upload.ended === 'failed'
						? errorItem(waitError(run, upload, item), item)
						: uploadItem(upload, item),
				]),
				details: ids.map((id) => (typeof id === 'string' ? id : { message: fullText(id) })),
			}),
		});
		if (ending === 'handedOver') return [];
		return await eachUpload(run, ids, uploadsById(run, ending), outputOf(run, settings.onTimeout));
	},
};

/** Makes a function that returns the item of an upload after the wait for it, or throws its error. */
const outputOf =
	(run: Run, onTimeout: WaitSettings['onTimeout']) =>
	async (upload: Polled, item: number): Promise<INodeExecutionData[]> => {
		const isTimedOut = isOpen(upload) && !run.clock.signal?.aborted;
		const isOutput = upload.ended === 'done' || (isTimedOut && onTimeout === 'output');
		if (!isOutput) throw waitError(run, upload, item);
		return [uploadItem(upload, item)];
	};

const uploadItem = (upload: Polled, item: number): INodeExecutionData => ({
	json: {
		...statusJson(upload.uploadId, upload.status),
		polls: upload.polls,
		waitedSeconds: Math.round(upload.waited / 1000),
		timedOut: isOpen(upload),
	},
	pairedItem: { item },
});

/** Details that Wait Until Done hands over: the upload ID of each item, or the text of its error. */
export type WaitState = Array<string | { message: string }>;

/** Finishes a wait that was handed over. */
export async function finishHandedOverWait(
	run: Run,
	{ details, onTimeout }: HandOver<WaitState>,
	waited: ReadonlyMap<string, Polled>,
): Promise<INodeExecutionData[]> {
	const ids = details.map((id) => (typeof id === 'string' ? id : userError(run, id.message, '')));
	return await eachUpload(run, ids, waited, outputOf(run, onTimeout));
}
