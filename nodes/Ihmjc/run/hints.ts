import type { NodeExecutionHint } from 'n8n-workflow';

/** Hints for the output panel, each shown once, in order. */
export class Hints {
	private readonly sentences = new Map<string, NodeExecutionHint['type']>();

	info(sentence: string): void {
		this.sentences.set(sentence, 'info');
	}

	warning(sentence: string): void {
		this.sentences.set(sentence, 'warning');
	}

	all(): NodeExecutionHint[] {
		return [...this.sentences].map(([message, type]) => ({
			message,
			type,
			location: 'outputPane',
		}));
	}
}

/** Writes a count and its noun: "1 number", "2,000 numbers". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
	`${withThousands(String(count))} ${count === 1 ? one : many}`;

/** Doesn't use `toLocaleString`, whose first call in a process takes 5 ms to load its languages. */
export const withThousands = (number: string): string =>
	number.replace(/(?<!\.\d*)\B(?=(?:\d{3})+(?!\d))/g, ',');

/** Keeps fractions, because a number costs a thousandth of a point or less. */
export const pointsText = (points: number): string =>
	withThousands(points.toFixed(7).replace(/\.?0+$/, ''));

/**
 * After a manual run, says how many numbers were sent, and how many points are left if the service says so. It can't say what they cost,
 * because other executions spend points at the same time.
 *
 * @param pointsLeft Points left after each upload, in the order of the uploads.
 */
export function pointsSpentHint(
	{ hints, isManual }: { hints: Hints; isManual: boolean },
	numbers: number,
	pointsLeft: ReadonlyArray<number | null>,
): void {
	if (!isManual || numbers === 0) return;
	const left = pointsLeft.filter((points) => points !== null).at(-1);
	hints.info(
		left === undefined
			? `${counted(numbers, 'number was', 'numbers were')} sent.`
			: `${counted(numbers, 'number was', 'numbers were')} sent. Points left: ${pointsText(left)}.`,
	);
	hints.info(
		'You will be charged again if you rerun this node. Pin its output to keep building with this result.',
	);
}
