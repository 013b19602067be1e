import type { EarlierResult } from '../../results/ResultColumns';
import { counted } from '../run/counted';
import type { Run } from '../run/Run';
import type { CheckSettings } from './checkOptions';
import { hasNoTime, isAnswer, isUnderWay } from './earlierResult';

const MOST_IDS_NAMED = 5;

/** Counts the results that rows bring along and that are of no use, for what was paid for isn't dropped silently. */
export class EarlierTally {
	// Rows, by their items: one row may have results for several apps.
	private readonly withoutTime = new Set<number>();
	private readonly ofOthers = new Set<number>();
	private readonly rowsUnderWay = new Set<number>();
	private readonly uploadIds = new Set<string>();

	constructor(
		private readonly settings: Pick<CheckSettings, 'recheckAfter'>,
		private readonly now: number,
	) {}

	/** @param isMeant Whether it is about the number and app that the row asks for. */
	look(item: number, brought: EarlierResult, isMeant: boolean): void {
		if (isMeant) {
			if (hasNoTime(brought, this.settings, this.now)) this.withoutTime.add(item);
		} else if (isUnderWay(brought)) {
			this.rowsUnderWay.add(item);
			this.uploadIds.add(brought.uploadId);
		} else if (isAnswer(brought)) this.ofOthers.add(item);
	}

	addHints({ hints }: Run): void {
		if (this.rowsUnderWay.size > 0) {
			hints.warning(
				`${counted(this.rowsUnderWay.size, 'row brings an upload of another number or app along, which is', 'rows bring uploads of other numbers or apps along, which are')} not gone on with: ${this.idsNamed()}. What was asked then is paid for: get it with Download and the upload ID.`,
			);
		}
		if (this.settings.recheckAfter === 0) return;
		if (this.ofOthers.size > 0) {
			hints.info(
				`${counted(this.ofOthers.size, 'row brings a result of another number or app along, so it is', 'rows bring results of other numbers or apps along, so they are')} checked anew, despite Recheck After.`,
			);
		}
		if (this.withoutTime.size > 0) {
			hints.warning(
				`${counted(this.withoutTime.size, 'row brings a result', 'rows bring results')} of an unknown age along, and Recheck After is set: such rows are checked anew. Write back the time of the check as it came out, such as 2026-11-24T09:00:00.000Z.`,
			);
		}
	}

	private idsNamed(): string {
		const ids = [...this.uploadIds];
		const more = ids.length - MOST_IDS_NAMED;
		return `${ids.slice(0, MOST_IDS_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
	}
}
