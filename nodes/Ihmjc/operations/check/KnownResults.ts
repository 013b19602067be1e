import type { App } from '../../apps/apps';
import type { ParsedNumber } from '../../numbers/createNumberParser';
import { NumberList } from '../../numbers/NumberList';
import { readTimes } from '../../results/readTimes';
import { Upload } from '../../uploads/Upload';
import type { PreviousVerdict } from './previousResult';
import type { Question } from './Row';

/** The latest that it can mean: both answers are fresh, whichever it is. */
const timeOf = ({ checkedAt }: PreviousVerdict) => Math.max(...readTimes(checkedAt));

/** What a number at an app is known by. */
const lookupKey = ({ code }: App, digits: string): string => `${code}:${digits}`;

/**
 * What rows bring along, and other rows of the same input may ask for: a number whose answer or upload one row has isn't
 * paid for again by another, before or after it.
 */
export class KnownResults {
	private readonly uploadsById = new Map<string, Upload>();

	private readonly byNumber = new Map<string, Extract<Question, { kind: 'upload' | 'answered' }>>();

	/** The uploads that earlier runs made. */
	get uploads(): Upload[] {
		return [...this.uploadsById.values()];
	}

	get(app: App, digits: string) {
		return this.byNumber.size === 0 ? undefined : this.byNumber.get(lookupKey(app, digits));
	}

	/** @returns the upload of that ID, which is the same for all its rows */
	resume(app: App, { country, callingCode, digits }: ParsedNumber, uploadId: string): Upload {
		const id = `${app.code}:${uploadId}`;
		let upload = this.uploadsById.get(id);
		if (!upload) {
			upload = new Upload(app, new NumberList(country, callingCode), uploadId);
			this.uploadsById.set(id, upload);
		}
		const key = lookupKey(app, digits);
		// A previous answer is there already.
		if (this.byNumber.get(key)?.kind !== 'answered') this.byNumber.set(key, upload);
		return upload;
	}

	/** The younger one of two answers counts. */
	addAnswer(app: App, digits: string, answer: PreviousVerdict): void {
		const key = lookupKey(app, digits);
		const before = this.byNumber.get(key);
		if (before?.kind === 'answered') {
			if (timeOf(before.answer) >= timeOf(answer)) return;
		}
		this.byNumber.set(key, { kind: 'answered', answer });
	}
}
