import type { RowResult } from '../../results/RowResult';
import { shownValue } from '../../run/errors';
import { counted, firstOf } from '../../run/hints';
import type { Run } from '../../run/Run';
import { hasUpload } from './previousResult';

/** Counts previous results that can't be used, because nothing that was charged may be dropped silently. */
export class PreviousTally {
	// Items, because one row may have results for several apps.
	/** Those with a result whose age matters and can't be read. */
	readonly withoutTime = new Set<number>();
	/** The field of each that has a status under a name that is almost right. */
	readonly nearMisses = new Map<number, string>();
	private readonly withUpload = new Set<number>();
	private readonly uploadIds = new Set<string>();

	/** Counts a result for a different number or app. */
	countOther(item: number, earlier: RowResult): void {
		if (!hasUpload(earlier)) return;
		this.withUpload.add(item);
		this.uploadIds.add(earlier.uploadId);
	}

	addHints({ hints }: Run): void {
		const { nearMisses, withUpload, withoutTime } = this;
		const [field] = nearMisses.values();
		if (field !== undefined) {
			hints.warning(
				`${counted(nearMisses.size, 'row has', 'rows have')} a previous result under another name, such as "${shownValue(field)}": such rows are checked again. Restore the returned column names.`,
			);
		}
		if (withUpload.size > 0) {
			hints.warning(
				`${counted(withUpload.size, 'row has an upload for a different number or app; it was', 'rows have uploads for different numbers or apps; they were')} not resumed: ${firstOf([...this.uploadIds])}. Those uploads are already paid for: get their results with Download or 'Resume Uploads'.`,
			);
		}
		if (withoutTime.size > 0) {
			hints.warning(
				`${counted(withoutTime.size, 'row has a previous result', 'rows have previous results')} of unknown age, and 'Recheck After' is set: such rows are checked again. Write the time of the check back unchanged, such as 2026-11-24T09:00:00.000Z.`,
			);
		}
	}
}
