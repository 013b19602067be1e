/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { subscribe } from 'node:diagnostics_channel';

import type { Clock } from '../../nodes/Ihmjc/util/clock';

/** HTTP requests of this process that have no response yet. */
let inFlight = 0;
subscribe('http.client.request.start', (message) => {
	const { request } = message as { request: NodeJS.EventEmitter };
	inFlight++;
	let isOver = false;
	const end = () => {
		if (!isOver) inFlight--;
		isOver = true;
	};
	for (const event of ['response', 'error', 'close']) request.once(event, end);
});

/** Turns of the event loop in which nothing has happened. */
const QUIET_TURNS = 25;

/**
 * A virtual clock for executions at the same time. It goes on when all of them sleep, to the end of the first sleep. Each sleep of
 * `virtualClock` would move the time for all of them.
 */
export function sharedClock(start = Date.now()): Clock & { jump(milliseconds: number): void } {
	let now = start;
	let ahead = 0;
	const sleepers: Array<{ at: number; wake: () => void }> = [];
	let isRunning = false;
	async function run() {
		for (let turns = 0; sleepers.length > 0; turns++) {
			await new Promise((resolve) => setImmediate(resolve));
			if (inFlight > 0) turns = 0;
			if (turns < QUIET_TURNS) continue;
			const at = Math.min(...sleepers.map((each) => each.at));
			now = Math.max(now, at);
			for (const each of sleepers.filter((sleeper) => sleeper.at <= now)) {
				sleepers.splice(sleepers.indexOf(each), 1);
				each.wake();
			}
			turns = 0;
		}
		isRunning = false;
	}
	return {
		now: () => now,
		date: (time = now) => new Date(time + ahead),
		jump: (milliseconds) => (ahead += milliseconds),
		async sleep(milliseconds) {
			if (milliseconds <= 0) return;
			const slept = new Promise<void>((wake) => sleepers.push({ at: now + milliseconds, wake }));
			if (!isRunning) void run();
			isRunning = true;
			await slept;
		},
	};
}
