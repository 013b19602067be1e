import { BenchN8n, type NodeRun } from '../BenchN8n';
import type { Finding, Measurement, Dependencies } from '../Measurement';
import { startRowsServer } from '../rowsServer';
import { startBenchSandbox } from '../startBenchSandbox';
import { median, shown } from '../statistics';
import { checkNumbers, doItYourself, doItYourselfTime, doNothing } from '../workflows';

/** Rows, and the share of the do-it-yourself nodes' time that Check Numbers may take. */
const SIZES = [
	{ rows: 10_000, share: 0.5 },
	{ rows: 100_000, share: undefined },
	{ rows: 300_000, share: 0.25 },
];

/** Rows at which the event loop and the memory are looked at. */
const LARGE = 300_000;

const HELD_P99_MS = 50;
const HELD_WORST_MS = 200;

interface Times {
	rows: number;
	share: number | undefined;
	own: number[];
	diy: number[];
	nothing: number[];
	nodeRuns: NodeRun[];
}

/** Targets 1 and 2: Check Numbers and the do-it-yourself workflow in the same n8n, in turn. */
export const measureCheckNumbers: Measurement = async (dependencies) => {
	const { rows } = dependencies;
	const sizes = rows === undefined ? SIZES : [{ rows, share: rows < LARGE ? 0.5 : 0.25 }];
	const times = await timesOf(sizes, dependencies);
	const largest = times[times.length - 1];
	const own = await peakOf('own', largest.rows, dependencies);
	const diy = await peakOf('diy', largest.rows, dependencies);

	const findings: Finding[] = times.flatMap(({ rows, share, own, diy }) => {
		if (share === undefined) return [];
		const ratio = median(own) / median(diy);
		const what = `Check Numbers, ${shown(rows)} rows: its time ÷ that of the do-it-yourself nodes`;
		return {
			target: 1,
			what,
			measured: ratio.toFixed(2),
			limit: `≤ ${share}`,
			met: ratio <= share,
		};
	});
	const p99 = median(largest.nodeRuns.map(({ heldP99 }) => heldP99));
	const worst = median(largest.nodeRuns.map(({ heldWorst }) => heldWorst));
	const at = `${shown(largest.rows)} rows`;
	findings.push(
		{
			target: 1,
			what: `The same, ${at}: peak memory of n8n ÷ that with the do-it-yourself nodes`,
			measured: (own / diy).toFixed(2),
			limit: '≤ 1',
			met: own <= diy,
		},
		{
			target: 2,
			what: `The event loop is held, ${at}: 99th percentile of a run`,
			measured: `${shown(p99)} ms`,
			limit: `≤ ${HELD_P99_MS} ms`,
			met: p99 <= HELD_P99_MS,
		},
		{
			target: 2,
			what: `The event loop is held, ${at}: the worst of a run`,
			measured: `${shown(worst)} ms`,
			limit: `≤ ${HELD_WORST_MS} ms`,
			met: worst <= HELD_WORST_MS,
		},
	);
	const details = [
		'| Rows | Check Numbers | Do it yourself | Ratio | A node that does nothing |',
		'| ---: | ---: | ---: | ---: | ---: |',
		...times.map(({ rows, own, diy, nothing }) => {
			const ratio = (median(own) / median(diy)).toFixed(2);
			return `| ${shown(rows)} | ${ms(own)} | ${ms(diy)} | ${ratio} | ${ms(nothing)} |`;
		}),
		'',
		`Peak memory of n8n with ${at}: ${shown(own)} MB with Check Numbers, ${shown(diy)} MB with the do-it-yourself nodes.`,
	].join('\n');
	return { findings, details };
};

const ms = (values: number[]) => `${shown(median(values))} ms`;

async function timesOf(sizes: typeof SIZES, dependencies: Dependencies): Promise<Times[]> {
	const rowsServer = await startRowsServer();
	const n8n = await BenchN8n.start(dependencies);
	try {
		const all: Times[] = [];
		for (const { rows, share } of sizes) {
			const times: Times = { rows, share, own: [], diy: [], nothing: [], nodeRuns: [] };
			const url = rowsServer.urlOf(rows);
			for (let run = 1; run <= dependencies.runs; run++) {
				const sandbox = await startBenchSandbox();
				const credential = await n8n.credentialFor(sandbox);
				const own = await n8n.run(checkNumbers(url, credential));
				const diy = await n8n.run(doItYourself(url, sandbox));
				const nothing = await n8n.run(doNothing(url));
				await sandbox.close();
				times.own.push(own.times.check);
				times.diy.push(doItYourselfTime(diy.times));
				times.nothing.push(nothing.times['No Operation']);
				times.nodeRuns.push(...own.nodeRuns);
				const [node] = own.nodeRuns;
				dependencies.report(
					`  ${shown(rows)} rows, run ${run}: ${own.times.check} ms, do it yourself ${times.diy.at(-1)} ms; event loop held ${shown(node.heldP99)} ms (p99), ${shown(node.heldWorst)} ms at worst`,
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

/** A new process each time, for what one workflow has taken would hide what the next one takes. */
async function peakOf(
	who: 'own' | 'diy',
	rows: number,
	dependencies: Dependencies,
): Promise<number> {
	const peaks: number[] = [];
	for (let run = 1; run <= Math.min(dependencies.runs, MOST_PEAKS); run++) {
		const rowsServer = await startRowsServer();
		const sandbox = await startBenchSandbox();
		const n8n = await BenchN8n.start(dependencies);
		try {
			const url = rowsServer.urlOf(rows);
			await n8n.run(
				who === 'own'
					? checkNumbers(url, await n8n.credentialFor(sandbox))
					: doItYourself(url, sandbox),
			);
			peaks.push(await n8n.peakMegabytes());
			dependencies.report(`  peak with ${who}: ${shown(peaks[peaks.length - 1])} MB`);
		} finally {
			await n8n.stop();
			await sandbox.close();
			rowsServer.close();
		}
	}
	return median(peaks);
}

const MOST_PEAKS = 3;
