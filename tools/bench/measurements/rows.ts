import { chartOf } from '../chart';
import { atMost, ratio, type Dependencies, type Finding, type Measurement } from '../Measurement';
import { median, shown } from '../statistics';
import { withN8n, type Setting } from '../withN8n';
import {
	BARE,
	bareNode,
	checkNumbers,
	doItYourself,
	doItYourselfTime,
	type WorkflowTimes,
} from '../workflows';

interface Size {
	rows: number;
	/** The number of fields of a row, if they aren't few. */
	fields?: number;
	/** The maximum ratio of Check Numbers' time to that of each other. */
	limits: Partial<Record<Other, number>>;
}

const SIZES: Size[] = [
	{ rows: 10_000, limits: { bare: 1.5, diy: 0.5 } },
	{ rows: 100_000, limits: {} },
	{ rows: 300_000, limits: { bare: 1.3, diy: 0.25 } },
];

/** Rows as CRMs and sheets have them. */
const WIDE: Size = { rows: 100_000, fields: 30, limits: { bare: 1.3 } };

const MAX_MEMORY_RATIO = { bare: 1.1, diy: 1 };
const MAX_PEAK_RUNS = 3;

/** The first check of a process, when nothing is loaded yet. */
const FIRST: Size = { rows: 10, limits: {} };
const MAX_FIRST_MS = 30;

const MAX_HELD_MS = { p99: 50, worst: 200 };

/** The workflows that do the same job, and how to read the time of their nodes. */
const CONTESTANTS = {
	own: {
		name: 'Check Numbers',
		workflow: (url: string, { credential }: Setting) => checkNumbers(url, credential),
		timeOf: (times: WorkflowTimes) => times.check,
	},
	bare: {
		name: 'bare node',
		workflow: (url: string, { sandbox }: Setting) => bareNode(url, sandbox),
		timeOf: (times: WorkflowTimes) => times[BARE],
	},
	diy: {
		name: 'do it yourself',
		workflow: (url: string, { sandbox }: Setting) => doItYourself(url, sandbox),
		timeOf: doItYourselfTime,
	},
};

type Who = keyof typeof CONTESTANTS;
type Other = Exclude<Who, 'own'>;

interface Times extends Record<Who, number[]> {
	held: Array<{ p99: number; worst: number }>;
}

/** Compares Check Numbers with the bare node and the do-it-yourself workflow. */
export const measureRows: Measurement = async (dependencies) => {
	const { rows } = dependencies;
	const last = SIZES[SIZES.length - 1];
	const sizes = rows === undefined ? SIZES : [{ ...last, rows }];
	const others: Other[] = ['bare', 'diy'];
	const all = await timesOf(sizes, others, dependencies);
	const first = {
		own: await alone('own', FIRST, dependencies.runs, dependencies),
		bare: await alone('bare', FIRST, dependencies.runs, dependencies),
	};
	const { held } = all[all.length - 1];
	const heldAt = (which: 'p99' | 'worst') => median(held.map((each) => each[which]));
	const beyond = median(first.own.times) - median(first.bare.times);
	const findings = [
		...ratiosOf(sizes, all, others),
		atMost('First 10 rows of a process: beyond the bare node', beyond, MAX_FIRST_MS, ' ms'),
		...(await peaksOf(sizes[sizes.length - 1], others, dependencies)),
		atMost('Event loop held, 99th percentile', heldAt('p99'), MAX_HELD_MS.p99, ' ms'),
		atMost('Event loop held, worst', heldAt('worst'), MAX_HELD_MS.worst, ' ms'),
	];
	const line = (who: Who) => ({
		name: CONTESTANTS[who].name,
		points: sizes.map(({ rows: x }, index) => ({ x, y: median(all[index][who]) / 1000 })),
	});
	const chart = chartOf('Seconds by number of rows', [line('own'), line('bare'), line('diy')]);
	return { findings, chart };
};

/** Compares Check Numbers with the bare node, for rows with many fields. */
export const measureWideRows: Measurement = async (dependencies) => {
	const size = { ...WIDE, rows: dependencies.rows ?? WIDE.rows };
	const times = await timesOf([size], ['bare'], dependencies);
	const peaks = await peaksOf(size, ['bare'], dependencies);
	return { findings: [...ratiosOf([size], times, ['bare']), ...peaks] };
};

const nameOf = ({ rows, fields }: Size) =>
	`${shown(rows)} rows${fields === undefined ? '' : ` of ${fields} fields`}`;

const ratiosOf = (sizes: Size[], all: Times[], others: Other[]): Finding[] =>
	sizes.flatMap((size, index) =>
		others.flatMap((other) => {
			const limit = size.limits[other];
			if (limit === undefined) return [];
			const what = `${nameOf(size)}: time ÷ ${CONTESTANTS[other].name}`;
			return [ratio(what, all[index].own, all[index][other], limit)];
		}),
	);

async function peaksOf(size: Size, others: Other[], dependencies: Dependencies) {
	const runs = Math.min(dependencies.runs, MAX_PEAK_RUNS);
	const peakOf = async (who: Who) => median((await alone(who, size, runs, dependencies)).peaks);
	const own = await peakOf('own');
	const findings: Finding[] = [];
	for (const other of others) {
		const theirs = await peakOf(other);
		const what = `${nameOf(size)}: peak memory ÷ ${CONTESTANTS[other].name}`;
		const finding = atMost(what, own / theirs, MAX_MEMORY_RATIO[other]);
		const measured = `${finding.measured} (${shown(own)} ÷ ${shown(theirs)} MB)`;
		findings.push({ ...finding, measured });
	}
	return findings;
}

/** Runs all in the same n8n. They take turns at being first, because one's garbage is collected in the next one's time. */
const timesOf = async (sizes: Size[], others: Other[], dependencies: Dependencies) =>
	await withN8n(dependencies, async (setting) => {
		const all: Times[] = [];
		const whom: Who[] = ['own', ...others];
		for (const size of sizes) {
			const times: Times = { own: [], bare: [], diy: [], held: [] };
			for (let run = 1; run <= dependencies.runs; run++) {
				const first = run % whom.length;
				for (const who of [...whom.slice(first), ...whom.slice(0, first)]) {
					times[who].push(await timeOf(who, size, setting, times.held));
				}
				const taken = whom.map((who) => `${CONTESTANTS[who].name} ${times[who].at(-1)} ms`);
				dependencies.report(`  ${nameOf(size)}, run ${run}: ${taken.join(', ')}`);
			}
			all.push(times);
		}
		return all;
	});

async function timeOf(
	who: Who,
	{ rows, fields }: Size,
	setting: Setting,
	held: Times['held'] = [],
) {
	const contestant = CONTESTANTS[who];
	const workflow = contestant.workflow(setting.rowsServer.urlOf(rows, fields), setting);
	const run = await setting.n8n.run(workflow);
	held.push(...run.held);
	return contestant.timeOf(run.times);
}

/** Uses a new process each time, because one workflow's peak would hide a lower peak of the next one. */
async function alone(who: Who, size: Size, runs: number, dependencies: Dependencies) {
	const [times, peaks]: number[][] = [[], []];
	for (let run = 1; run <= runs; run++) {
		await withN8n(dependencies, async (setting) => {
			times.push(await timeOf(who, size, setting));
			peaks.push(await setting.n8n.peakMegabytes());
		});
		const { name } = CONTESTANTS[who];
		dependencies.report(
			`  ${nameOf(size)}, ${name} alone: ${times.at(-1)} ms, ${shown(peaks[run - 1])} MB`,
		);
	}
	return { times, peaks };
}
