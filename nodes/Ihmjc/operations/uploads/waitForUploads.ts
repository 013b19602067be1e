import { waitForAll, type Waited } from '../../polling/waitForAll';
import { mayPass, type Fault } from '../../service/Fault';
import { query, type Progress } from '../../service/query';
import type { Run } from '../run/Run';
import { resultFault } from './resultFault';
import type { WaitSettings } from './waitOptions';

export type WaitedUpload = Waited<Progress, Fault>;

interface Settings extends Pick<WaitSettings, 'interval' | 'maxWait'> {
	until: 'done' | 'answered' | 'answeredAgain';
}

/**
 * Waits for uploads together. A refusal counts as passing when the service knows the upload, for it took it or has
 * answered for it before: then the account is right too.
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
				mayPass:
					mayPass(fault) ||
					(fault.kind === 'refused' && (answered || run.answers.isTaken(uploadId))),
				retryAfter: fault.retryAfter,
			};
		},
	});
}
