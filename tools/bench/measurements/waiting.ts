import { LIMITS } from '../../../nodes/Ihmjc/service/Dependencies';
import { success } from '../../../nodes/Ihmjc/service/Fault';
import { Pace } from '../../../nodes/Ihmjc/service/Pace';
import type { Progress } from '../../../nodes/Ihmjc/service/query';
import { KnownUploads } from '../../../nodes/Ihmjc/state/KnownUploads';
import { drive } from '../../../nodes/Ihmjc/uploads/drive';
import { startPoll } from '../../../nodes/Ihmjc/uploads/poll';
import type { Clock } from '../../../nodes/Ihmjc/util/clock';
import { atMost, type Measurement } from '../Measurement';
import { shown } from '../statistics';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The node's default interval. */
const INTERVAL = 15 * SECOND;
/** How long a query takes. Short, so that the pauses alone keep queries apart. */
const QUERY = 20;

const SIX_HOURS = 6 * HOUR;
const JOBS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, SIX_HOURS, 24 * HOUR];

const MAX_QUERIES_IN_6_HOURS = 140;
const TOGETHER = 50;

interface Wait {
	/** The times of the queries for each upload, in milliseconds. */
	asked: number[][];
	/** How long after the end of the job it was noticed. */
	late: number;
}

/** The node's own waiting, on a virtual clock, so that waiting takes no time. */
export const measureWaiting: Measurement = async () => {
	const waits = await Promise.all(JOBS.map(async (duration) => await waitFor(1, duration)));
	const tooLate = waits.filter(
		({ late }, index) => late > Math.max(INTERVAL, 0.05 * JOBS[index]) + QUERY,
	);
	const queries = waits[JOBS.indexOf(SIX_HOURS)].asked[0].length;
	const { asked } = await waitFor(TOGETHER, HOUR);
	const shortestGap = Math.min(...asked.flatMap(gapsOf)) / SECOND;
	const busiest = busiestSecond(asked.flatMap((times) => times.slice(1)));
	const findings = [
		atMost('Jobs of 5 s to 24 h noticed over an interval or 5 % late', tooLate.length, 0),
		atMost('Queries for a job of 6 hours', queries, MAX_QUERIES_IN_6_HOURS),
		{
			what: `${TOGETHER} uploads of an hour: pause between two queries for one`,
			measured: `${shown(shortestGap)} s`,
			limit: '≥ 10 s',
			met: shortestGap >= 10,
		},
		atMost('The same: queries in any second, after the first round', busiest, TOGETHER / 5),
	];
	return { findings };
};

/** Waits as the node does, for jobs that all take this long. */
async function waitFor(uploads: number, duration: number): Promise<Wait> {
	let now = 0;
	const clock: Clock = {
		now: () => now,
		date: (time = now) => new Date(time),
		sleep: async (milliseconds) => void (now += Math.max(0, milliseconds)),
	};
	const asked = Array.from({ length: uploads }, (): number[] => []);
	const ask = async (uploadId: string) => {
		asked[Number(uploadId)].push(now);
		now += QUERY;
		return success({ done: now - QUERY >= duration, status: '', more: {} });
	};
	const pace = new Pace();
	const known = new KnownUploads<Progress>({}, '');
	const run = { clock, known, pace: async () => pace, ask, limits: LIMITS, random: () => 0 };
	const uploadIds = asked.map((_, index) => String(index));
	const settings = { interval: INTERVAL, maxWait: Infinity, until: 'done' } as const;
	await drive(run, startPoll(run, uploadIds, settings));
	return { asked, late: now - duration };
}

const gapsOf = (times: number[]) => times.slice(1).map((time, index) => time - times[index]);

function busiestSecond(times: number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	let first = 0;
	let most = 0;
	sorted.forEach((time, index) => {
		while (time - sorted[first] >= SECOND) first++;
		most = Math.max(most, index - first + 1);
	});
	return most;
}
