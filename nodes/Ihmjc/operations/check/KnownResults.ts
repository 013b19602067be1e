import type { App } from '../../apps/apps';
import type { ParsedNumber } from '../../numbers/createNumberParser';
import { NumberList } from '../../numbers/NumberList';
import { readTimes } from '../../results/readTimes';
import { Upload } from '../../uploads/Upload';
import type { PreviousVerdict } from './previousResult';
import type { Question } from './Row';

/** The latest time it can mean. Both results are fresh, whichever it is. */
const timeOf = ({ checkedAt }: PreviousVerdict) => Math.max(...readTimes(checkedAt));

/** Identifies a number at an app. */
const lookupKey = ({ code }: App, digits: string): string => `${code}:${digits}`;

/**
 * Previous results of rows, which other rows of the input share: a number that has a result or an upload in one row isn't charged
 * again for another, before or after it.
 */
export class KnownResults {
	private readonly uploadsById = new Map<string, Upload>();

	private readonly byNumber = new Map<string, Extract<Question, { kind: 'upload' | 'known' }>>();

	/** Uploads of earlier executions. */
	get uploads(): Upload[] {
		return [...this.uploadsById.values()];
	}

	get(app: App, digits: string) {
		return this.byNumber.size === 0 ? undefined : this.byNumber.get(lookupKey(app, digits));
	}

	/** @returns the upload of that ID, the same object for all its rows */
	resume(app: App, { country, callingCode, digits }: ParsedNumber, uploadId: string): Upload {
		const id = `${app.code}:${uploadId}`;
		let upload = this.uploadsById.get(id);
		if (!upload) {
			upload = new Upload(app, new NumberList(country, callingCode), uploadId);
			this.uploadsById.set(id, upload);
		}
		const key = lookupKey(app, digits);
		// A verdict that is known beats an upload.
		if (this.byNumber.get(key)?.kind !== 'known') this.byNumber.set(key, upload);
		return upload;
	}

	/** Keeps the younger of two results. */
	addVerdict(app: App, digits: string, verdict: PreviousVerdict): void {
		const key = lookupKey(app, digits);
		const before = this.byNumber.get(key);
		if (before?.kind === 'known') {
			if (timeOf(before.verdict) >= timeOf(verdict)) return;
		}
		this.byNumber.set(key, { kind: 'known', verdict });
	}
}
