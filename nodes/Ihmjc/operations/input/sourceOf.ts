import type { Run } from '../Run';

/** Where the numbers are. It is the same for all items. */
export function sourceOf(run: Run): 'items' | 'text' | 'binary' {
	const source = run.text('source', 0);
	return source === 'text' || source === 'binary' ? source : 'items';
}
