import type { Run } from '../run/Run';
import { type Fault, isTransient } from '../service/Fault';
import { type Progress, query } from '../service/query';
import type { WaitSettings } from './fields';
import { type Waited, waitForAll } from './waitForAll';

export type WaitedUpload = Waited<Progress, Fault>;

interface Settings extends Pick<WaitSettings, 'interval' | 'maxWait'> {
	until: 'done' | 'status' | 'newStatus';
	faultsSoFar?: Map<string, number>;
	isLastChance?: boolean;
}

/**
 * Waits for uploads together. A refusal means "too fast" if the service accepted the upload or returned its status before, because the
 * account is right then.
 */
export async function waitForUploads(
	run: Run,
	uploadIds: Iterable<string>,
	settings: Settings,
): Promise<Map<string, WaitedUpload>> {
	return await waitForAll<Progress, Fault>(uploadIds, {
		...settings,
		clock: run.clock,
		memory: run.statuses,
		timeout: run.limits.responseTimeout,
		isDone: ({ done }) => done,
		ask: async (uploadId, hasStatus) => {
			const outcome = await query(run, uploadId);
			if (outcome.ok) return outcome;
			const { fault } = outcome;
			const isKnown = hasStatus || run.statuses.isTaken(uploadId);
			return {
				ok: false,
				fault,
				isTransient: isTransient(fault),
				tooFast: tooFast(fault, isKnown),
				retryAfter: fault.retryAfter,
			};
		},
	});
}

function tooFast({ kind, status }: Fault, isKnown: boolean): 'surely' | 'maybe' | undefined {
	if (status === 429) return 'surely';
	if (kind !== 'refused') return undefined;
	return isKnown ? 'surely' : 'maybe';
}
