import { BenchN8n, type NodeRun, type WorkflowRun } from '../BenchN8n';
import { chartOf, type Line } from '../chart';
import type { Finding, Measurement, Dependencies } from '../Measurement';
import { startRowsServer } from '../rowsServer';
import { startBenchSandbox } from '../startBenchSandbox';
import { median, shown } from '../statistics';
import { BARE, bareNode, checkNumbers, doItYourself, doItYourselfTime } from '../workflows';

/** Numbers of rows, and the maximum ratios of Check Numbers' time to that of the others. */
const SIZES: Size[] = [
	{ rows: 10_000, bareRatio: 1.5, diyRatio: 0.5 },
	{ rows: 100_000 },
	{ rows: 300_000, bareRatio: 1.3, diyRatio: 0.25 },
];

interface Size {
	rows: number;
	/** The number of fields of a row, if they aren't few. */
	fields?: number;
	bareRatio?: number;
	diyRatio?: number;
}

/** Rows as CRMs and sheets have them. */
const WIDE: Size = { rows: 100_000, fields: 30, bareRatio: 1.3 };

/** The number of rows of the first check in a new process. */
const FIRST_ROWS = 10;
const MAX_FIRST_MS = 30;

/** The number of rows for measuring the event loop and the memory. */
const LARGE = 300_000;

const MAX_MEMORY_RATIO = 1.1;
const MAX_PEAK_RUNS = 3;

const MAX_HELD_P99_MS = 50;
const MAX_HELD_MS = 200;

/** The workflows that do the same job, and how to read the time of their nodes from a run. */
const CONTESTANTS = {
	own: {
		name: 'Check Numbers',
		run: async (n8n, url, sandbox) =>
			await n8n.run(checkNumbers(url, await n8n.credentialFor(sandbox))),
		timeOf: ({ times }) => times.check,
	},
	bare: {
		name: 'Bare node',
		run: async (n8n, url, sandbox) => await n8n.run(bareNode(url, sandbox)),
		timeOf: ({ times }) => times[BARE],
	},
	diy: {
		name: 'Do it yourself',
		run: async (n8n, url, sandbox) => await n8n.run(doItYourself(url, sandbox)),
		timeOf: ({ times }) => doItYourselfTime(times),
	},
} satisfies Record<string, Contestant>;

interface Contestant {
	name: string;
	run: (
		n8n: BenchN8n,
		rowsUrl: string,
		sandbox: Awaited<ReturnType<typeof startBenchSandbox>>,
	) => Promise<WorkflowRun>;
	/** Milliseconds. */
	timeOf: (run: WorkflowRun) => number;
}

type Who = keyof typeof CONTESTANTS;

const ALL: Who[] = ['own', 'bare', 'diy'];
const BOTH: Who[] = ['own', 'bare'];

interface Times extends Record<Who, number[]> {
	size: Size;
	nodeRuns: NodeRun[];
}

/** Targets 1, 2 and 8: compares Check Numbers with the bare node and the do-it-yourself workflow. */
export const measureCheckNumbers: Measurement = async (dependencies) => {
	const { rows } = dependencies;
	const sizes = rows === undefined ? SIZES : [sizeLike(rows)];
	const first = await firstTimes(dependencies);
	const all = await timesOf(sizes, ALL, dependencies);
	const largest = all[all.length - 1];
	const peaks = await peaksOf(largest.size, ALL, dependencies);
	const at = nameOf(largest.size);

	const findings = [
		...all.flatMap((times) => [
			...ratioFinding(times, 'bare', times.size.bareRatio),
			...ratioFinding(times, 'diy', times.size.diyRatio),
		]),
		firstFinding(first),
		peakFinding(peaks, at, 'bare', MAX_MEMORY_RATIO),
		peakFinding(peaks, at, 'diy', 1),
		...heldFindings(largest, at),
	].sort((one, other) => one.target - other.target);
	const details = [
		'| Rows | Check Numbers | Bare node | Ratio | Do it yourself | Ratio |',
		'| ---: | ---: | ---: | ---: | ---: | ---: |',
		`| ${FIRST_ROWS}, the first in a process | ${ms(first.own)} | ${ms(first.bare)} | | | |`,
		...all.map((times) => {
			const { size, own, bare, diy } = times;
			const ratios = [ratioOf(times, 'bare'), ratioOf(times, 'diy')].map((each) => each.toFixed(2));
			return `| ${shown(size.rows)} | ${ms(own)} | ${ms(bare)} | ${ratios[0]} | ${ms(diy)} | ${ratios[1]} |`;
		}),
		'',
		peaksLine(peaks, at, ALL),
		'',
		'![Time of Check Numbers, of the bare node and of the do-it-yourself workflow](rows.svg)',
	].join('\n');
	return { findings, details, charts: { 'rows.svg': chart(all) } };
};

/** Target 8 for rows with many fields: compares Check Numbers with the bare node. */
export const measureWideRows: Measurement = async (dependencies) => {
	const size = { ...WIDE, rows: dependencies.rows ?? WIDE.rows };
	const [times] = await timesOf([size], BOTH, dependencies);
	const peaks = await peaksOf(size, BOTH, dependencies);
	const at = nameOf(size);
	const findings = [
		...ratioFinding(times, 'bare', size.bareRatio),
		peakFinding(peaks, at, 'bare', MAX_MEMORY_RATIO),
	];
	const details = [
		'| Rows | Fields | Check Numbers | Bare node | Ratio |',
		'| ---: | ---: | ---: | ---: | ---: |',
		`| ${shown(size.rows)} | ${size.fields} | ${ms(times.own)} | ${ms(times.bare)} | ${ratioOf(times, 'bare').toFixed(2)} |`,
		'',
		peaksLine(peaks, at, BOTH),
	].join('\n');
	return { findings, details };
};

const nameOf = ({ rows, fields }: Size) =>
	`${shown(rows)} rows${fields === undefined ? '' : ` of ${fields} fields`}`;

const peaksLine = (peaks: Record<Who, number>, at: string, whom: Who[]) =>
	`Peak memory of n8n with ${at}: ${whom.map((who) => `${CONTESTANTS[who].name} ${shown(peaks[who])} MB`).join(', ')}.`;

const sizeLike = (rows: number): Size => ({ ...SIZES[rows < LARGE ? 0 : SIZES.length - 1], rows });

const ms = (values: number[]) => `${shown(median(values))} ms`;

const ratioOf = (times: Times, other: Who) => median(times.own) / median(times[other]);

function chart(all: Times[]): string {
	const lineOf = (who: Who): Line => ({
		name: CONTESTANTS[who].name,
		points: all.map((times) => ({ x: times.size.rows, y: median(times[who]) / 1000 })),
	});
	return chartOf('Seconds by number of rows', [
		{ title: 'Seconds', lines: ALL.map(lineOf) },
		{ title: 'Seconds, without do it yourself', lines: (['own', 'bare'] as const).map(lineOf) },
	]);
}

function ratioFinding(times: Times, other: 'bare' | 'diy', limit: number | undefined): Finding[] {
	if (limit === undefined) return [];
	const ratio = ratioOf(times, other);
	return [
		{
			target: other === 'bare' ? 8 : 1,
			what: `Check Numbers, ${nameOf(times.size)}: its time ÷ that of ${THEM[other]}`,
			measured: ratio.toFixed(2),
			limit: `≤ ${limit}`,
			met: ratio <= limit,
		},
	];
}

const THEM = { bare: 'the bare node', diy: 'the do-it-yourself nodes' };

function firstFinding({ own, bare }: Record<'own' | 'bare', number[]>): Finding {
	const beyond = median(own) - median(bare);
	return {
		target: 8,
		what: `The first check of a process, ${FIRST_ROWS} rows: its time beyond the bare node's`,
		measured: `${shown(beyond)} ms`,
		limit: `≤ ${MAX_FIRST_MS} ms`,
		met: beyond <= MAX_FIRST_MS,
	};
}

function peakFinding(
	peaks: Record<Who, number>,
	at: string,
	other: 'bare' | 'diy',
	limit: number,
): Finding {
	const ratio = peaks.own / peaks[other];
	return {
		target: other === 'bare' ? 8 : 1,
		what: `Check Numbers, ${at}: peak memory of n8n ÷ that with ${THEM[other]}`,
		measured: ratio.toFixed(2),
		limit: `≤ ${limit}`,
		met: ratio <= limit,
	};
}

function heldFindings({ nodeRuns }: Times, at: string): Finding[] {
	const p99 = median(nodeRuns.map(({ heldP99 }) => heldP99));
	const worst = median(nodeRuns.map(({ heldWorst }) => heldWorst));
	return [
		{
			target: 2,
			what: `The event loop is held, ${at}: 99th percentile of a run`,
			measured: `${shown(p99)} ms`,
			limit: `≤ ${MAX_HELD_P99_MS} ms`,
			met: p99 <= MAX_HELD_P99_MS,
		},
		{
			target: 2,
			what: `The event loop is held, ${at}: the worst of a run`,
			measured: `${shown(worst)} ms`,
			limit: `≤ ${MAX_HELD_MS} ms`,
			met: worst <= MAX_HELD_MS,
		},
	];
}

/** Runs all in the same n8n. They take turns at being first, because one's garbage is collected in the next one's time. */
async function timesOf(sizes: Size[], whom: Who[], dependencies: Dependencies): Promise<Times[]> {
	const rowsServer = await startRowsServer();
	const n8n = await BenchN8n.start(dependencies);
	try {
		const all: Times[] = [];
		for (const size of sizes) {
			const times: Times = { size, own: [], bare: [], diy: [], nodeRuns: [] };
			for (let run = 1; run <= dependencies.runs; run++) {
				const sandbox = await startBenchSandbox();
				const first = run % whom.length;
				for (const who of [...whom.slice(first), ...whom.slice(0, first)]) {
					const { run: runOnce, timeOf } = CONTESTANTS[who];
					const result = await runOnce(n8n, rowsServer.urlOf(size.rows, size.fields), sandbox);
					times[who].push(timeOf(result));
					times.nodeRuns.push(...result.nodeRuns);
				}
				await sandbox.close();
				const taken = whom.map((who) => `${CONTESTANTS[who].name} ${times[who].at(-1)} ms`);
				const { heldP99, heldWorst } = times.nodeRuns[times.nodeRuns.length - 1];
				dependencies.report(
					`  ${nameOf(size)}, run ${run}: ${taken.join(', ')}; event loop held ${shown(heldP99)} ms (p99), ${shown(heldWorst)} ms at worst`,
				);
			}
			all.push(times);
		}
		return all;
	} finally {
		await n8n.stop();
		rowsServer.close();
	}
}

/** The time of the first check in a process, when nothing is loaded yet. Uses a new process each time. */
async function firstTimes(dependencies: Dependencies): Promise<Record<'own' | 'bare', number[]>> {
	const times: Record<'own' | 'bare', number[]> = { own: [], bare: [] };
	for (let run = 1; run <= dependencies.runs; run++) {
		for (const who of ['own', 'bare'] as const) {
			times[who].push((await runAlone(who, { rows: FIRST_ROWS }, dependencies)).time);
		}
		dependencies.report(
			`  first check ${run}: ${times.own.at(-1)} ms, bare node ${times.bare.at(-1)} ms`,
		);
	}
	return times;
}

/** Megabytes. Uses a new process each time, because one workflow's peak would hide a lower peak of the next one. */
async function peaksOf(
	size: Size,
	whom: Who[],
	dependencies: Dependencies,
): Promise<Record<Who, number>> {
	const peaks = {} as Record<Who, number>;
	for (const who of whom) {
		const each: number[] = [];
		for (let run = 1; run <= Math.min(dependencies.runs, MAX_PEAK_RUNS); run++) {
			each.push((await runAlone(who, size, dependencies)).peak);
			dependencies.report(`  peak, ${CONTESTANTS[who].name}: ${shown(each[each.length - 1])} MB`);
		}
		peaks[who] = median(each);
	}
	return peaks;
}

async function runAlone(
	who: Who,
	{ rows, fields }: Size,
	dependencies: Dependencies,
): Promise<{ time: number; peak: number }> {
	const rowsServer = await startRowsServer();
	const sandbox = await startBenchSandbox();
	const n8n = await BenchN8n.start(dependencies);
	try {
		const { run, timeOf } = CONTESTANTS[who];
		const result = await run(n8n, rowsServer.urlOf(rows, fields), sandbox);
		return { time: timeOf(result), peak: await n8n.peakMegabytes() };
	} finally {
		await n8n.stop();
		await sandbox.close();
		rowsServer.close();
	}
}
