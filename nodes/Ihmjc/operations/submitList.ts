import { createHash } from 'node:crypto';

import type { App } from '../apps/apps';
import type { NumberList } from '../numbers/NumberList';
import {
	failure,
	neverTaken,
	success,
	TRY_LATER,
	type Fault,
	type Outcome,
} from '../service/Fault';
import { patiently } from '../service/patiently';
import type { StreamedFile } from '../service/uploadForm';
import { upload } from '../service/upload';
import type { Submissions } from '../submissions/Submissions';
import { counted } from './counted';
import { breather } from './input/breathe';
import type { Run } from './Run';

/** A list as it is sent: the file, its digest, and how many numbers it holds. */
export interface ListFile extends StreamedFile {
	/** SHA-256 in hexadecimal. */
	digest: string;
	numbers: number;
	/** Whether it is a user's file, unread. */
	isAsItIs?: boolean;
}

export async function listFile(name: string, list: NumberList): Promise<ListFile> {
	const hash = createHash('sha256');
	const breathe = breather();
	for (const chunk of list.chunks()) {
		hash.update(chunk);
		await breathe();
	}
	return {
		name,
		size: list.byteLength,
		digest: hash.digest('hex'),
		numbers: list.size,
		async *stream() {
			const breathe = breather();
			for (const chunk of list.chunks()) {
				yield chunk;
				await breathe();
			}
		},
	};
}

/**
 * Sends a list, unless an earlier try of this execution has: then its upload goes on, or, if no answer came
 * back, nothing is sent and the fault says so. Only what provably never left is sent again.
 *
 * @returns The upload ID.
 */
export async function submitList(
	run: Run,
	submissions: Submissions,
	app: App,
	file: ListFile,
): Promise<Outcome<string>> {
	const { logger } = run.context;
	const submission = submissions.of(app.code, file.digest);
	const before = submission.current;
	if (before.state === 'accepted') {
		logger.info(`Ihmjc: going on with upload ${before.uploadId}, which an earlier try made`);
		return success(before.uploadId);
	}
	if (before.state === 'sending') return failure(lost(file, 'An earlier try got no usable answer'));

	if (run.clock.signal?.aborted) return failure(CANCELLED);
	submission.sending();
	const outcome = await patiently(run, async () => await upload(run, app.code, file), {
		again: ({ kind }) => kind === 'notSent',
	});
	if (outcome.ok) {
		submission.accepted(outcome.value);
		logger.info(`Ihmjc: upload ${outcome.value} was accepted`, {
			uploadId: outcome.value,
			app: app.slug,
			numbers: file.numbers,
		});
		return outcome;
	}
	if (neverTaken(outcome.fault)) {
		submission.withdrawn();
		return failure(
			outcome.fault.kind === 'refused' ? refused(outcome.fault, file) : notSent(outcome.fault),
		);
	}
	logger.warn(`Ihmjc: no usable answer to an upload of ${file.numbers} numbers for ${app.name}`);
	return failure(lost(file, outcome.fault.message, outcome.fault));
}

const CANCELLED: Fault = {
	kind: 'cancelled',
	message: 'The execution was cancelled before this list was sent',
	advice: 'It was not sent and costs nothing.',
};

const AS_IT_IS =
	' A file that is sent as it is must hold one number per line, digits with the country code, all of one country; the option Clean Up sees to that.';

const refused = (fault: Fault, { numbers, isAsItIs }: ListFile): Fault => ({
	...fault,
	advice: `The upload of ${counted(numbers, 'number')} was not accepted and costs nothing. Usual reasons: wrong account or password, too few points, or a list that is smaller than the service takes.${isAsItIs ? AS_IT_IS : ''}`,
});

const notSent = (fault: Fault): Fault => ({
	...fault,
	advice: `${fault.advice} Nothing was sent, and nothing is paid.`,
});

/** The one case in which a person must look: the list may have been taken, and paid for. */
function lost({ numbers }: ListFile, what: string, fault?: Fault): Fault {
	return {
		...fault,
		kind: fault?.kind ?? 'noAnswer',
		message: `${what}. The list of ${counted(numbers, 'number')} may have been accepted and paid for, so it is not sent again`,
		advice:
			'Look in your Ihmjc account for an upload of this size and time. If it is there, get its result with Wait Until Done and Download and its upload ID. If not, run the workflow anew: a new execution sends the list again.' +
			(fault?.kind === 'httpStatus' && fault.advice !== TRY_LATER ? ` ${fault.advice}` : ''),
	};
}
