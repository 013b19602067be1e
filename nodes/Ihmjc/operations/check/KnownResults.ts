import type { App } from '../../apps/apps';
import type { ParsedNumber } from '../../numbers/createNumberParser';
import { NumberList } from '../../numbers/NumberList';
import { readTimes } from '../../results/readTimes';
import { Upload } from '../../uploads/Upload';
import { getOrCreate } from '../../util/values';
import type { PreviousVerdict } from './previousResult';
import type { Question } from './Row';

/** Returns the latest time that it can mean. Only fresh results are compared, and they are fresh at any of their times. */
const timeOf = ({ checkedAt }: PreviousVerdict) => Math.max(...readTimes(checkedAt));

/** Identifies a number or an upload at an app. */
const lookupKey = ({ code }: App, key: string): string => `${code}:${key}`;

/**
 * Previous results that rows share: a number with a result or an upload in one row isn't charged again for another row, before or after it.
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

	/** @returns the upload with that ID, the same object for all its rows */
	resume(app: App, { country, callingCode, digits }: ParsedNumber, uploadId: string): Upload {
		const upload = getOrCreate(
			this.uploadsById,
			lookupKey(app, uploadId),
			() => new Upload(app, new NumberList(country, callingCode), uploadId),
		);
		const key = lookupKey(app, digits);
		// A known verdict is better than an upload.
		if (this.byNumber.get(key)?.kind !== 'known') this.byNumber.set(key, upload);
		return upload;
	}

	/** Keeps the newer of two results. */
	addVerdict(app: App, digits: string, verdict: PreviousVerdict): void {
		const key = lookupKey(app, digits);
		const before = this.byNumber.get(key);
		if (before?.kind === 'known' && timeOf(before.verdict) >= timeOf(verdict)) return;
		this.byNumber.set(key, { kind: 'known', verdict });
	}
}
