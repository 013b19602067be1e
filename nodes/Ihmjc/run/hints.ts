import type { NodeExecutionHint } from 'n8n-workflow';

/** Hints for the output panel, each shown once, in order. */
export class Hints {
	private readonly byMessage = new Map<string, NodeExecutionHint>();

	info(message: string): void {
		this.byMessage.set(message, { message, type: 'info', location: 'outputPane' });
	}

	warning(message: string): void {
		this.byMessage.set(message, { message, type: 'warning', location: 'outputPane' });
	}

	all(): NodeExecutionHint[] {
		return [...this.byMessage.values()];
	}
}

/** Writes a count and its noun: "1 number", "2,000 numbers". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
	`${withThousands(count)} ${count === 1 ? one : many}`;

/** Names the first of many: "a, b and 3 more". */
export function firstOf(names: readonly string[], max = 5): string {
	const more = names.length - max;
	return names.slice(0, max).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Doesn't use `toLocaleString`, whose first call in a process takes 5 ms to load its languages. */
export const withThousands = (number: number | string): string =>
	String(number).replace(/(?<!\.\d*)\B(?=(?:\d{3})+(?!\d))/g, ',');

/** Keeps fractions, because a number costs a thousandth of a point or less. */
export const pointsText = (points: number): string =>
	withThousands(points.toFixed(7).replace(/\.?0+$/, ''));
