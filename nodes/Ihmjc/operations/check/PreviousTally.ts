import type { PreviousResult } from '../../results/ResultColumns';
import { shownValue } from '../../run/errors';
import { counted } from '../../run/hints';
import type { Run } from '../../run/Run';
import { hasUpload } from './previousResult';

const MAX_IDS_NAMED = 5;

/** Counts previous results that can't be used, because nothing that was charged may be dropped silently. */
export class PreviousTally {
	// Counts items, because one row may have results for several apps.
	private readonly withoutTime = new Set<number>();
	private readonly withUpload = new Set<number>();
	private readonly uploadIds = new Set<string>();
	private readonly nearMisses = new Set<number>();
	private nearField: string | undefined;

	/**
	 * @param isMeant Whether the result is about the number and app of the row.
	 * @param isUnreadable Whether its age matters and can't be read.
	 */
	count(item: number, earlier: PreviousResult, isMeant: boolean, isUnreadable: boolean): void {
		if (isMeant) {
			if (isUnreadable) this.withoutTime.add(item);
		} else if (hasUpload(earlier)) {
			this.withUpload.add(item);
			this.uploadIds.add(earlier.uploadId);
		}
	}

	/** @param field A field with a status under a name that is almost right. */
	countNearMiss(item: number, field: string | undefined): void {
		if (field === undefined) return;
		this.nearMisses.add(item);
		this.nearField ??= field;
	}

	addHints({ hints }: Run): void {
		if (this.nearField !== undefined) {
			hints.warning(
				`${counted(this.nearMisses.size, 'row has', 'rows have')} a previous result under another name, such as "${shownValue(this.nearField)}", and are checked again. Rename the columns as they were returned.`,
			);
		}
		if (this.withUpload.size > 0) {
			hints.warning(
				`${counted(this.withUpload.size, 'row has an upload for a different number or app; it was', 'rows have uploads for different numbers or apps; they were')} not resumed: ${this.idsNamed()}. Those uploads are already paid for: get their results with Download, or by 'Resume Uploads'.`,
			);
		}
		if (this.withoutTime.size > 0) {
			hints.warning(
				`${counted(this.withoutTime.size, 'row has a previous result', 'rows have previous results')} of unknown age, and 'Recheck After' is set: such rows are checked again. Write back the time of the check as it was returned, such as 2026-11-24T09:00:00.000Z.`,
			);
		}
	}

	private idsNamed(): string {
		const ids = [...this.uploadIds];
		const more = ids.length - MAX_IDS_NAMED;
		return `${ids.slice(0, MAX_IDS_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
	}
}
