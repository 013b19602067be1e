import { sleep } from 'n8n-workflow';

import type { Clock } from './Clock';

/** n8n Cloud allows no timers but n8n's own, which can't be cancelled: so a long sleep is many short ones. */
const SLICE = 500;

/** The real clock. A sleep ends within half a second of the signal. */
export const systemClock = (signal?: AbortSignal): Clock => ({
	signal,
	now: () => Date.now(),
	async sleep(milliseconds) {
		const end = Date.now() + milliseconds;
		for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - Date.now()) {
			await sleep(Math.min(left, SLICE));
		}
	},
});
