import type { Sandbox } from '../../../tools/sandbox/startSandbox';

const SECOND_MS = 1000;

/** The most queries that came within any second. */
export function busiestSecond({ requests }: Sandbox): number {
	const times = requests.filter(({ endpoint }) => endpoint === 'query').map(({ at }) => at);
	const within = (start: number) =>
		times.filter((at) => at >= start && at < start + SECOND_MS).length;
	return Math.max(...times.map(within));
}
