import { WORLD } from '../numbers/countries';
import type { NumberList } from '../numbers/NumberList';
import { type NodeError, serviceError, userError, withIds } from '../run/errors';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';
import { type Fault, TRY_LATER } from '../service/Fault';
import type { Part, PartState } from './Part';
import type { Polled } from './poll';

/** States that need more than one word. */
const WORDS: Partial<Record<PartState['kind'], string>> = {
	unsent: 'not sent',
	pending: 'not done yet',
};

const PAID =
	"Uploads with an ID are already paid for and still running. To get their results, enter the IDs in the option 'Resume Uploads' of Check Numbers, or use Wait Until Done and Download. You will be charged again if you rerun the workflow without the IDs.";

/** Drops the advice to try again, because the upload is already charged. */
const withoutRetry = ({ advice }: Fault) => (advice.startsWith(TRY_LATER) ? '' : `${advice} `);

/** Makes the error of an operation with several uploads, with the ID and state of each. */
export function listsError(run: Run, parts: readonly Part[]): NodeError {
	const bad = parts.filter(({ state: { kind } }) => kind === 'failed' || kind === 'pending');
	const worst = bad.find(({ state }) => state.kind === 'failed') ?? bad[0];
	const uploadIds = parts.flatMap(({ uploadId }) => uploadId ?? []);
	const details = { itemIndex: worst.items[0], uploadIds };
	const [states, which] =
		parts.length > 1
			? [` Uploads: ${parts.map(stateOf).join('; ')}.`, `${bad.length} of ${parts.length} uploads`]
			: ['', ''];
	const { fault } = worst;
	if (fault) {
		const isPaid = parts.some((each) => each.uploadId && each.fault?.kind !== 'refused');
		const advice = isPaid ? `${withoutRetry(fault)}${PAID}` : fault.advice;
		const message = which ? `${which}: ${fault.message}` : fault.message;
		return serviceError(run, { ...fault, message }, { ...details, advice: `${advice}${states}` });
	}
	return userError(
		run,
		withIds(`${which || 'The upload'} did not finish in time`, uploadIds),
		`Uploads with an ID are already paid for and still running. Raise 'Max Wait', set 'On Timeout' to 'Output', or get the results later, within 7 days of completion: enter the upload IDs in the option 'Resume Uploads' of Check Numbers, or use Wait Until Done and Download.${states}`,
		details,
	);
}

function stateOf(part: Part): string {
	const { uploadId, state, fault } = part;
	const id = uploadId === undefined ? '' : ` upload ${uploadId}`;
	const why = fault ? ` (${fault.message})` : '';
	return `${nameOf(part)}:${id} ${WORDS[state.kind] ?? state.kind}${why}`;
}

/** Reads like "WhatsApp, US", or "WhatsApp, +800" for numbers without a country. */
const nameOf = ({ app, numbers }: Part) =>
	numbers.country === '' ? app.name : `${app.name}, ${regionOf(numbers)}`;

/** Reads like "US", or "+800" for numbers without a country. */
export const regionOf = ({ country, callingCode }: NumberList): string =>
	country === WORLD ? `+${callingCode}` : country;

/** Makes the error of a wait that ended without a result. */
export function waitError(
	run: Run,
	{ uploadId, ended, fault, status, waited }: Polled,
	itemIndex?: number,
): NodeError {
	const details = { itemIndex, uploadIds: [uploadId] };
	if (ended === 'failed' && fault) return serviceError(run, fault, details);
	if (run.clock.signal?.aborted) return canceledError(run, [uploadId], itemIndex);
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
