import { success } from '../../../nodes/Ihmjc/service/Fault';
import { Pace } from '../../../nodes/Ihmjc/service/Pace';
import { KnownUploads } from '../../../nodes/Ihmjc/state/KnownUploads';
import { drive } from '../../../nodes/Ihmjc/uploads/drive';
import { startPoll } from '../../../nodes/Ihmjc/uploads/poll';
import type { Clock } from '../../../nodes/Ihmjc/util/clock';
import type { Finding, Measurement } from '../Measurement';
import { shown, sum } from '../statistics';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The node's default interval. */
const INTERVAL = 15 * SECOND;
/** The pause of the do-it-yourself loop, which is the shortest that the service allows. */
const DIY_INTERVAL = 10 * SECOND;

/** How long a query takes. Short, so that the pauses alone keep queries apart. */
const QUERY = 20;

const JOBS: Array<[name: string, milliseconds: number]> = [
	['5 s', 5 * SECOND],
	['30 s', 30 * SECOND],
	['2 min', 2 * MINUTE],
	['10 min', 10 * MINUTE],
	['1 h', HOUR],
	['6 h', 6 * HOUR],
	['24 h', 24 * HOUR],
];

const MAX_QUERIES_IN_6_HOURS = 140;
const TOGETHER = 50;

interface Wait {
	/** The times of the queries for each upload, in milliseconds. */
	asked: Map<string, number[]>;
	/** The time at which the end of the last job was noticed. */
	noticed: number;
}

/** Target 6: the node's own waiting, on a virtual clock, so that waiting takes no time. */
export const measureWaiting: Measurement = async () => {
	const rows = await Promise.all(
		JOBS.map(async ([name, duration]) => {
			const { asked, noticed } = await waitFor(['1'], duration);
			return {
				name,
				duration,
				queries: queriesOf(asked),
				late: noticed - duration,
				allowed: Math.max(INTERVAL, 0.05 * duration) + QUERY,
				diy: doItYourself(duration),
			};
		}),
	);
	const sixHours = rows.find(({ duration }) => duration === 6 * HOUR) ?? rows[0];
	const tooLate = rows.filter(({ late, allowed }) => late > allowed);
	const many = await waitFor(
		Array.from({ length: TOGETHER }, (_, index) => String(index)),
		HOUR,
	);
	const gap = Math.min(...[...many.asked.values()].flatMap(gapsOf));
	const busiest = busiestSecond([...many.asked.values()].map((times) => times.slice(1)).flat());

	const findings: Finding[] = [
		{
			target: 6,
			what: 'Jobs of 5 s to 24 h that are noticed later than one interval or 5 %, whichever is more',
			measured: `${tooLate.length} of ${rows.length}`,
			limit: '0',
			met: tooLate.length === 0,
		},
		{
			target: 6,
			what: 'Queries for a job of 6 hours',
			measured: shown(sixHours.queries),
			limit: `≤ ${MAX_QUERIES_IN_6_HOURS}`,
			met: sixHours.queries <= MAX_QUERIES_IN_6_HOURS,
		},
		{
			target: 6,
			what: `${TOGETHER} uploads of an hour waited for together: the shortest time between two queries for one`,
			measured: `${shown(gap / SECOND)} s`,
			limit: '≥ 10 s',
			met: gap >= 10 * SECOND,
		},
		{
			target: 6,
			what: 'The same: most queries in any second, after the first round',
			measured: shown(busiest),
			limit: `≤ ${TOGETHER / 5}`,
			met: busiest <= TOGETHER / 5,
		},
	];
	const details = [
		'| Job | Queries | Noticed late | Do it yourself: queries | Noticed late |',
		'| ---: | ---: | ---: | ---: | ---: |',
		...rows.map(
			({ name, queries, late, diy }) =>
				`| ${name} | ${shown(queries)} | ${seconds(late)} | ${shown(diy.queries)} | ${seconds(diy.late)} |`,
		),
	].join('\n');
	return { findings, details };
};

const seconds = (milliseconds: number) => `${shown(Math.max(0, milliseconds) / SECOND)} s`;

/** Waits as the node does, for jobs that all take this long. */
async function waitFor(uploadIds: string[], duration: number): Promise<Wait> {
	let now = 0;
	const clock: Clock = {
		now: () => now,
		sleep: async (milliseconds) => void (now += Math.max(0, milliseconds)),
	};
	const asked = new Map(uploadIds.map((uploadId): [string, number[]] => [uploadId, []]));
	const poll = startPoll(
		uploadIds,
		{ interval: INTERVAL, deadline: Infinity, firstDeadline: Infinity, until: 'done' },
		() => ({}),
		now,
	);
	const ask = async (uploadId: string) => {
		asked.get(uploadId)?.push(now);
		now += QUERY;
		return success({ done: now - QUERY >= duration, status: '', more: {} });
	};
	await drive({ clock, known: new KnownUploads({}, ''), pace: new Pace(), ask }, poll);
	return { asked, noticed: now };
}

const queriesOf = (asked: Wait['asked']) => sum([...asked.values()].map(({ length }) => length));

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

/** A loop of a Wait node and a query. */
function doItYourself(duration: number): { queries: number; late: number } {
	const round = DIY_INTERVAL + QUERY;
	const queries = Math.max(1, Math.ceil((duration + QUERY) / round));
	return { queries, late: queries * round - duration };
}
