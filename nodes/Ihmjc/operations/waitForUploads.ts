import { waitForAll, type Waited } from '../polling/waitForAll';
import { mayPass, type Fault } from '../service/Fault';
import { query, type Progress } from '../service/query';
import { resultFault } from './resultFault';
import type { Run } from './Run';
import type { WaitSettings } from './waitOptions';

export type WaitedUpload = Waited<Progress, Fault>;

interface Settings extends Pick<WaitSettings, 'interval' | 'maxWait'> {
	until: 'done' | 'answered';
}

/**
 * Waits for uploads together. A refusal counts as passing when the service has answered for the upload
 * before: then it knows the ID, and the account is right.
 */
export async function waitForUploads(
	run: Run,
	uploadIds: Iterable<string>,
	settings: Settings,
): Promise<Map<string, WaitedUpload>> {
	return await waitForAll<Progress, Fault>(uploadIds, {
		...settings,
		clock: run.clock,
		memory: run.answers,
		isDone: ({ done }) => done,
		ask: async (uploadId, answered) => {
			const outcome = await query(run, uploadId);
			if (outcome.ok) return outcome;
			const fault = resultFault(outcome.fault);
			return {
				ok: false,
				fault,
				mayPass: mayPass(fault) || (answered && fault.kind === 'refused'),
				retryAfter: fault.retryAfter,
			};
		},
	});
}
