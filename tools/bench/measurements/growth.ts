import type { WorkflowFile } from '../../editor/N8nClient';
import { BenchN8n, type WorkflowRun } from '../BenchN8n';
import { chartOf, type Line } from '../chart';
import { listFile } from '../listFile';
import type { Finding, Measurement, Dependencies } from '../Measurement';
import { startRowsServer } from '../rowsServer';
import { startBenchSandbox } from '../startBenchSandbox';
import { median, shown } from '../statistics';
import { BARE, bareNode, checkNumbers, uploadFile } from '../workflows';

const SIZES = [10_000, 100_000, 500_000, 1_000_000];

/** Ten times as many rows or lines may take at most this many times the time and memory. */
const MAX_GROWTH = 12.5;

interface Point {
	count: number;
	/** Milliseconds. */
	time: number;
	/** The rise of the process's peak memory, in megabytes. */
	memory: number;
}

/** Target 5: time and memory as the rows or the lines of a file grow. */
export const measureGrowth: Measurement = async (dependencies) => {
	const most = dependencies.rows ?? SIZES[SIZES.length - 1];
	const sizes = SIZES.filter((size) => size <= most);
	const rows = await pointsOf(sizes, 'rows', dependencies);
	const bare = await pointsOf(sizes, 'bare', dependencies);
	const lines = await pointsOf(sizes, 'lines', dependencies);

	const findings = [
		...linear('Check Numbers', rows, 'rows'),
		...linear('Upload', lines, 'lines of a file'),
	];
	const details = [
		'| Rows or lines | Check Numbers | Peak memory rises by | Bare node | Peak memory rises by | Upload of a file | Peak memory rises by |',
		'| ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
		...rows.map(({ count }, index) => {
			const cells = [rows, bare, lines].map((points) => {
				const { time, memory } = points[index];
				return `${shown(time)} ms | ${shown(memory)} MB`;
			});
			return `| ${shown(count)} | ${cells.join(' | ')} |`;
		}),
		'',
		'![Time and memory against the number of rows and lines](growth.svg)',
	].join('\n');
	const line = (name: string, points: Point[], value: keyof Point, unit: number): Line => ({
		name,
		points: points.map((point) => ({ x: point.count, y: point[value] / unit })),
	});
	const chart = chartOf('Rows of Check Numbers, lines of a file of Upload', [
		{
			title: 'Seconds',
			lines: [
				line('Check Numbers', rows, 'time', 1000),
				line('Bare node', bare, 'time', 1000),
				line('Upload', lines, 'time', 1000),
			],
		},
		{
			title: 'Rise of peak memory, MB',
			lines: [
				line('Check Numbers', rows, 'memory', 1),
				line('Bare node', bare, 'memory', 1),
				line('Upload', lines, 'memory', 1),
			],
		},
	]);
	return { findings, details, charts: { 'growth.svg': chart } };
};

/** Compares the largest count with a tenth of it. */
function linear(name: string, points: Point[], what: string): Finding[] {
	const large = points[points.length - 1];
	const small = points.find(({ count }) => count * 10 === large.count);
	if (!small) return [];
	const finding = (of: string, growth: number): Finding => ({
		target: 5,
		what: `${name}, ${shown(small.count)} to ${shown(large.count)} ${what}: its ${of} grows`,
		measured: `${growth.toFixed(1)} times`,
		limit: `≤ ${MAX_GROWTH} times`,
		met: growth <= MAX_GROWTH,
	});
	return [finding('time', large.time / small.time), finding('memory', large.memory / small.memory)];
}

/** What is counted: rows of Check Numbers, rows of the bare node, or lines of a file. */
type What = 'rows' | 'bare' | 'lines';

/** The name of the node whose time is measured. */
const NODES: Record<What, string> = { rows: 'check', bare: BARE, lines: 'upload' };

async function pointsOf(sizes: number[], what: What, dependencies: Dependencies): Promise<Point[]> {
	const points: Point[] = [];
	for (const count of sizes) {
		const times: number[] = [];
		const rises: number[] = [];
		for (let run = 1; run <= dependencies.runs; run++) {
			const { time, rise } = await measureOnce(count, what, dependencies);
			times.push(time);
			rises.push(rise);
			dependencies.report(`  ${shown(count)} ${what}, run ${run}: ${time} ms, +${shown(rise)} MB`);
		}
		points.push({ count, time: median(times), memory: median(rises) });
	}
	return points;
}

/** Uses a new process each time, to measure its memory. Runs a small workflow of the same kind first. */
async function measureOnce(count: number, what: What, dependencies: Dependencies) {
	const { folder } = dependencies;
	const rowsServer = await startRowsServer();
	const sandbox = await startBenchSandbox();
	const n8n = await BenchN8n.start(dependencies);
	try {
		const credential = await n8n.credentialFor(sandbox);
		const workflows: Record<What, (size: number) => Promise<WorkflowFile>> = {
			rows: async (size) => checkNumbers(rowsServer.urlOf(size), credential),
			bare: async (size) => bareNode(rowsServer.urlOf(size), sandbox),
			lines: async (size) => uploadFile(await listFile(folder, size), credential),
		};
		const runOnce = async (size: number): Promise<WorkflowRun> =>
			await n8n.run(await workflows[what](size));
		await runOnce(100);
		const before = await n8n.peakMegabytes();
		const { times } = await runOnce(count);
		return {
			time: times[NODES[what]],
			rise: (await n8n.peakMegabytes()) - before,
		};
	} finally {
		await n8n.stop();
		await sandbox.close();
		rowsServer.close();
	}
}
