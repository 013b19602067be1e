import { BenchN8n, type Loading } from '../BenchN8n';
import type { Measurement } from '../Measurement';
import { median, shown } from '../statistics';

const MAX_MS = 15;
const MAX_MEGABYTES = 5;

/** Target 7: the time and memory that n8n needs to load the package when it starts. */
export const measureStartUp: Measurement = async (dependencies) => {
	const times: number[] = [];
	const sizes: number[] = [];
	for (let run = 1; run <= dependencies.runs; run++) {
		const { milliseconds, cpu } = await loading(dependencies);
		const { bytes } = await loading(dependencies, { measuresMemory: true });
		times.push(milliseconds);
		sizes.push(bytes / 1024 / 1024);
		dependencies.report(
			`  start ${run}: ${shown(milliseconds)} ms (${shown(cpu)} ms of work), ${shown(bytes / 1024)} KB`,
		);
	}
	const time = median(times);
	const size = median(sizes);
	return {
		findings: [
			{
				target: 7,
				what: "n8n's start: time to require the package",
				measured: `${shown(time)} ms`,
				limit: `≤ ${MAX_MS} ms`,
				met: time <= MAX_MS,
			},
			{
				target: 7,
				what: "n8n's start: memory it takes",
				measured: `${shown(size)} MB`,
				limit: `≤ ${MAX_MEGABYTES} MB`,
				met: size <= MAX_MEGABYTES,
			},
		],
		details: '',
	};
};

async function loading(...options: Parameters<typeof BenchN8n.start>): Promise<Loading> {
	const n8n = await BenchN8n.start(...options);
	try {
		return await n8n.loading();
	} finally {
		await n8n.stop();
	}
}
