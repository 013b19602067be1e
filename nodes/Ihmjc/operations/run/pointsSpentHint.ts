import { counted } from './counted';
import type { Run } from './Run';

/** After a manual run that paid: the next click pays again, unless the output is pinned. */
export function pointsSpentHint(run: Run, numbers: number): void {
	if (!run.isManual || numbers === 0) return;
	run.hints.info(
		`Points were spent on ${counted(numbers, 'number')}. Running this node again pays again; pin its output to go on building with this result.`,
	);
}
