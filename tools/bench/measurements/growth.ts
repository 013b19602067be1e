import type { WorkflowFile } from '../../editor/N8nClient';
import { atMost, type Dependencies, type Finding, type Measurement } from '../Measurement';
import { listFile } from '../numbers';
import { median, shown } from '../statistics';
import { withN8n, type Setting } from '../withN8n';
import { checkNumbers, uploadFile } from '../workflows';

const LARGE = 1_000_000;

/** Ten times as many rows or lines may take at most this many times the time and memory. */
const MAX_GROWTH = 12.5;

interface Input {
	name: string;
	/** The name of the node whose time is measured. */
	node: string;
	workflow: (count: number, setting: Setting) => Promise<WorkflowFile>;
}

/** Time and memory as the rows, or the lines of a file, grow. */
export const measureGrowth: Measurement = async (dependencies) => {
	const inputs: Input[] = [
		{
			name: 'Rows of Check Numbers',
			node: 'check',
			workflow: async (count, { rowsServer, credential }) =>
				checkNumbers(rowsServer.urlOf(count), credential),
		},
		{
			name: 'Lines of Upload',
			node: 'upload',
			workflow: async (count, { credential }) =>
				uploadFile(await listFile(dependencies.folder, count), credential),
		},
	];
	const count = dependencies.rows ?? LARGE;
	const findings: Finding[] = [];
	for (const input of inputs) {
		const small = await measure(input, Math.ceil(count / 10), dependencies);
		const large = await measure(input, count, dependencies);
		for (const [key, unit] of [
			['time', 'ms'],
			['memory', 'MB'],
		] as const) {
			const what = `${input.name}, ${shown(count / 10)} to ${shown(count)}: ${key}`;
			const finding = atMost(what, large[key] / small[key], MAX_GROWTH);
			const measured = `${finding.measured} (${shown(small[key])} to ${shown(large[key])} ${unit})`;
			findings.push({ ...finding, measured });
		}
	}
	return { findings };
};

/** Uses a new process each time, to measure its memory. Runs a small workflow of the same kind first. */
async function measure({ name, node, workflow }: Input, count: number, dependencies: Dependencies) {
	const [times, rises]: number[][] = [[], []];
	for (let run = 1; run <= dependencies.runs; run++) {
		await withN8n(dependencies, async (setting) => {
			const { n8n } = setting;
			await n8n.run(await workflow(100, setting));
			const before = await n8n.peakMegabytes();
			times.push((await n8n.run(await workflow(count, setting))).times[node]);
			rises.push((await n8n.peakMegabytes()) - before);
		});
		dependencies.report(
			`  ${name}, ${shown(count)}: ${times.at(-1)} ms, +${shown(rises[run - 1])} MB`,
		);
	}
	return { time: median(times), memory: median(rises) };
}
