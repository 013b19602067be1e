import { WORLD } from '../numbers/countries';
import { type NodeError, serviceError, userError, withIds } from '../run/errors';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import { type Fault, TRY_LATER } from '../service/Fault';
import type { Upload } from './Upload';
import type { WaitedUpload } from './waitForUploads';

const WORDS = {
	unsent: 'not sent',
	accepted: 'accepted',
	pending: 'not done yet',
	done: 'done',
	failed: 'failed',
};

const PAID =
	"Uploads with an ID are already paid for and still running. To get their results, enter the IDs in the option 'Resume Uploads' of Check Numbers, or use Wait Until Done and Download. You will be charged again if you rerun the workflow without the IDs.";

/** Drops the advice to try again, because the upload is already charged. */
const withoutRetry = ({ advice }: Fault) => (advice.startsWith(TRY_LATER) ? '' : `${advice} `);

/** Makes the error of an operation with several uploads, with the ID and state of each. */
export function listsError(run: Run, uploads: readonly Upload[]): NodeError {
	const bad = uploads.filter(({ state }) => state === 'failed' || state === 'pending');
	const worst = bad.find(({ state }) => state === 'failed') ?? bad[0];
	const uploadIds = uploads.flatMap(({ uploadId }) => (uploadId === undefined ? [] : [uploadId]));
	const details = { itemIndex: worst.items[0], uploadIds };
	const isPaid = uploads.some(
		(each) => each.uploadId !== undefined && each.fault?.kind !== 'refused',
	);
	const states = uploads.length > 1 ? ` Uploads: ${uploads.map(stateOf).join('; ')}.` : '';
	const which = uploads.length > 1 ? `${bad.length} of ${uploads.length} uploads: ` : '';
	const worstFault = worst.fault ?? worst.lastFault;
	if (worstFault) {
		const fault = { ...worstFault, message: `${which}${worstFault.message}` };
		const advice = isPaid ? `${withoutRetry(fault)}${PAID}` : fault.advice;
		return serviceError(run, fault, { ...details, advice: `${advice}${states}` });
	}
	return userError(
		run,
		withIds(
			uploads.length > 1
				? `${bad.length} of ${uploads.length} uploads did not finish in time`
				: 'The upload did not finish in time',
			uploadIds,
		),
		`Uploads with an ID are already paid for and still running. Raise 'Max Wait', set 'On Timeout' to 'Output', or get the results later, within 7 days of completion: enter the upload IDs in the option 'Resume Uploads' of Check Numbers, or use Wait Until Done and Download.${states}`,
		details,
	);
}

function stateOf(upload: Upload): string {
	const { uploadId, state, fault = upload.lastFault } = upload;
	const id = uploadId === undefined ? '' : ` upload ${uploadId}`;
	const why = fault ? ` (${fault.message})` : '';
	return `${nameOf(upload)}:${id} ${WORDS[state]}${why}`;
}

/** Reads like "WhatsApp, US", or "WhatsApp, +800" for numbers without a country. */
function nameOf({ app, numbers: { country, callingCode } }: Upload) {
	if (country === '') return app.name;
	return `${app.name}, ${country === WORLD ? `+${callingCode}` : country}`;
}

/** Makes the error of a wait that ended without a result. */
export function waitError(
	run: Run,
	uploadId: string,
	upload: Exclude<WaitedUpload, { state: 'done' }>,
	itemIndex?: number,
): NodeError {
	const details = { itemIndex, uploadIds: [uploadId] };
	if (upload.state === 'failed') return serviceError(run, upload.fault, details);
	if (upload.state === 'canceled') return canceledError(run, [uploadId], itemIndex);
	const { fault, status, waited } = upload;
	const known = status ? `its last status was "${status.status}"` : 'its status is not known yet';
	const last = fault ? `the last query failed: ${fault.message}` : known;
	return userError(
		run,
		`Upload ${uploadId} is not done after ${duration(waited)}; ${last}`,
		"It is paid for and still running. Raise 'Max Wait', or use Wait Until Done or Download with this upload ID later, within 7 days of its completion.",
		details,
	);
}

export const canceledError = (run: Run, uploadIds: string[], itemIndex?: number): NodeError =>
	userError(
		run,
		withIds('The execution was canceled while it waited', uploadIds),
		"Uploads with an ID are already paid for and still running. To get their results, enter the IDs in the option 'Resume Uploads' of Check Numbers, or use Download.",
		{ itemIndex, uploadIds },
	);

function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 120) return counted(seconds, 'second');
	const minutes = Math.round(seconds / 60);
	return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
