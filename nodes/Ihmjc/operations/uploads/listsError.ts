import type { App } from '../../apps/apps';
import { WORLD } from '../../numbers/countries';
import { TRY_LATER, type Fault } from '../../service/Fault';
import { serviceError, userError, type NodeError } from '../run/errors';
import type { Run } from '../run/Run';

/** One list and what became of it, for an error that leaves no upload ID out. */
export interface ListState {
	app: App;
	/** Where its numbers are from; empty for a file that is sent as it is. */
	country: string;
	callingCode: string;
	uploadId?: string;
	state: 'unsent' | 'accepted' | 'pending' | 'done' | 'failed';
	/** Set when it failed. */
	fault?: Fault;
	/** The first input item of it. */
	item: number;
}

const WORDS = {
	unsent: 'not sent',
	accepted: 'accepted',
	pending: 'not done yet',
	done: 'done',
	failed: 'failed',
};

const PAID =
	'What has an upload ID is paid for and goes on. Get its result by that ID with Wait Until Done and Download, for a new execution would pay again.';

/** Who has paid must not be told to try again. */
const withoutRetry = ({ advice }: Fault) => (advice.startsWith(TRY_LATER) ? '' : `${advice} `);

/** Why an operation with several lists fails, with the upload ID and state of every list. */
export function listsError(run: Run, lists: ListState[]): NodeError {
	const bad = lists.filter(({ state }) => state === 'failed' || state === 'pending');
	const worst = bad.find(({ state }) => state === 'failed') ?? bad[0];
	const uploadIds = lists.flatMap(({ uploadId }) => (uploadId === undefined ? [] : [uploadId]));
	const details = { itemIndex: worst.item, uploadIds };
	const states = lists.length > 1 ? ` Uploads: ${lists.map(stateOf).join('; ')}.` : '';
	const which = lists.length > 1 ? `${bad.length} of ${lists.length} uploads: ` : '';
	if (worst.fault) {
		const fault = { ...worst.fault, message: `${which}${worst.fault.message}` };
		const advice = uploadIds.length > 0 ? `${withoutRetry(fault)}${PAID}` : fault.advice;
		return serviceError(run, fault, { ...details, advice: `${advice}${states}` });
	}
	return userError(
		run,
		lists.length > 1
			? `${bad.length} of ${lists.length} uploads were not done when the wait ended`
			: 'The upload was not done when the wait ended',
		`What was sent goes on at the service and is paid for. Raise 'Max Wait', set 'On Timeout' to 'Output', or use Wait Until Done or Download with the upload ID within 7 days of completion.${states}`,
		details,
	);
}

function stateOf({ uploadId, state, fault, ...list }: ListState): string {
	const id = uploadId === undefined ? '' : ` upload ${uploadId}`;
	const why = fault ? ` (${fault.message})` : '';
	return `${nameOf(list)}:${id} ${WORDS[state]}${why}`;
}

/** As in "WhatsApp, US". Numbers of no country are told apart by their calling code. */
function nameOf({ app, country, callingCode }: Pick<ListState, 'app' | 'country' | 'callingCode'>) {
	if (country === '') return app.name;
	return `${app.name}, ${country === WORLD ? `+${callingCode}` : country}`;
}
