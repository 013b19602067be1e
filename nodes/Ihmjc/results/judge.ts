import type { Coverage, ResultList } from './ResultList';

export type ListStatus = 'activated' | 'unregistered';

export type Verdict = ListStatus | 'unknown';

/** The verdicts of an upload's numbers. */
export interface Verdicts {
	/** @returns the verdict of the number in a slot, or `undefined` if the lists have none for it */
	at(slot: number): Verdict | undefined;
}

/** How many numbers the query counts in each list; missing if it doesn't say. */
export type Counts = Partial<Record<ListStatus, number>>;

/** The lists of an upload as far as they could be read. One is missing if it was refused or something else was returned. */
export type Lists = Partial<Record<ListStatus, ResultList>>;

export interface Judgment {
	verdicts: Verdicts;
	/** How many numbers are in exactly one of the lists. */
	answered: number;
	/** Whether the lists say everything about the numbers that they ever will. */
	isComplete: boolean;
}

/**
 * Judges what the result lists say of the numbers of an upload:
 *
 * - A number in exactly one list has its verdict, and a number in both has none.
 * - A missing list is never taken for an empty one, unless the other list holds every number of the upload.
 * - A number in neither list is `unknown` only if every number of the upload is known, both lists were read to their ends and understood
 *   line by line, each has as many numbers as the query counts, and neither has others.
 *
 * @param size How many numbers are known.
 */
export function judge(size: number, coverage: Coverage, counts: Counts, lists: Lists): Judgment {
	const { activated, unregistered } = lists;
	const inActivated = activated?.listed(counts.activated) ?? NOWHERE;
	const inUnregistered = unregistered?.listed(counts.unregistered) ?? NOWHERE;
	let answered = 0;
	let contradictory = 0;
	for (let slot = 0; slot < size; slot++) {
		const places = Number(inActivated(slot)) + Number(inUnregistered(slot));
		if (places === 1) answered++;
		else if (places === 2) contradictory++;
	}
	const { activated: some = 0, unregistered: others = 0 } = counts;
	const areConsistent =
		contradictory === 0 &&
		some + others > 0 &&
		activated?.agreesWith(counts.activated) === true &&
		unregistered?.agreesWith(counts.unregistered) === true;
	const canBeUnknown = coverage === 'whole' && areConsistent;
	const areRead = activated?.isRead === true && unregistered?.isRead === true;
	const areAllAnswered = answered === size && (coverage === 'whole' || areRead);
	return {
		answered,
		isComplete: areAllAnswered || (coverage !== 'some' && areConsistent),
		verdicts: {
			at(slot) {
				if (slot < 0) return undefined;
				const isActivated = inActivated(slot);
				if (isActivated !== inUnregistered(slot)) {
					return isActivated ? 'activated' : 'unregistered';
				}
				return canBeUnknown && !isActivated ? 'unknown' : undefined;
			},
		},
	};
}

const NOWHERE = () => false;

export const NO_VERDICTS: Verdicts = { at: () => undefined };
