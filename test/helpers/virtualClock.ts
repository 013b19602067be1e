/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Clock } from '../../nodes/Ihmjc/util/clock';

export interface VirtualClock extends Clock {
	advance(milliseconds: number): void;
	/** Sets the system's clock, which `date` shows. */
	jump(milliseconds: number): void;
	/** Every sleep so far, in milliseconds. */
	sleeps: number[];
}

/** A clock whose sleep returns at once and moves `now` ahead instead. Real requests take no time on it. */
export function virtualClock(start = Date.now()): VirtualClock {
	let now = start;
	let ahead = 0;
	const sleeps: number[] = [];
	return {
		sleeps,
		now: () => now,
		date: (time = now) => new Date(time + ahead),
		advance: (milliseconds) => (now += milliseconds),
		jump: (milliseconds) => (ahead += milliseconds),
		async sleep(milliseconds) {
			sleeps.push(milliseconds);
			now += Math.max(0, milliseconds);
			await new Promise((resolve) => setImmediate(resolve));
		},
	};
}
