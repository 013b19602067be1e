import { counted } from './counted';
import type { Run } from './Run';

/** Fractions matter: a number costs from a hundred thousandth of a point to a thousandth. */
export const pointsText = (points: number): string =>
	points.toLocaleString('en-US', { maximumFractionDigits: 7 });

/**
 * After a manual run that paid: what was sent, and what is left, if the service said it. What was spent can't be known: other executions spend at the
 * same time.
 *
 * @param pointsLeft What the service said after each upload, in the order in which they were made.
 */
export function pointsSpentHint(
	run: Run,
	numbers: number,
	pointsLeft: ReadonlyArray<number | null>,
): void {
	if (!run.isManual || numbers === 0) return;
	const left = pointsLeft.filter((points) => points !== null).at(-1);
	run.hints.info(
		left === undefined
			? `${counted(numbers, 'number was', 'numbers were')} sent.`
			: `${counted(numbers, 'number was', 'numbers were')} sent. ${pointsText(left)} points are left.`,
	);
	run.hints.info(
		'You will be charged again if you rerun this node. Pin its output to keep building with this result.',
	);
}
