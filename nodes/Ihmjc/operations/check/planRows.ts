import type { Run } from '../../run/Run';
import { claimUploads } from '../../uploads/claimUploads';
import { LIST_NAME, listFile } from '../../uploads/ListFile';
import type { Upload } from '../../uploads/Upload';
import { UploadPlan } from '../../uploads/UploadPlan';
import { createYielder, YIELD_INTERVAL } from '../../util/createYielder';
import type { CheckSettings } from './checkOptions';
import type { ReadRows } from './readRows';
import { OPEN, type Question } from './Row';

/**
 * Assigns open questions to uploads and claims these, unless another row has the result or this execution has sent the number. It sends
 * nothing.
 *
 * @returns the uploads that this execution makes, or has made
 * @throws NodeOperationError if they have more numbers than 'Max Numbers'.
 */
export async function planRows(
	run: Run,
	read: ReadRows,
	{ splitBy }: CheckSettings,
): Promise<Upload[]> {
	return await run.submissions.inTurn(async () => {
		const plan = new UploadPlan(splitBy, run.submissions);
		await assignRows(read, plan);
		for (const upload of plan.uploads) {
			const { app, numbers } = upload;
			upload.submission ??= await run.submissions.ofNumbers(
				app.code,
				run.key,
				numbers,
				async () => {
					return await listFile(LIST_NAME, numbers).identity();
				},
			);
		}
		claimUploads(run, plan.uploads);
		return plan.uploads;
	});
}

async function assignRows({ rows, starts, known }: ReadRows, plan: UploadPlan): Promise<void> {
	const yieldIfDue = createYielder();
	const sources = new Set(starts);
	let last: readonly Question[] = [];
	for (const [index, row] of rows.entries()) {
		if (index % YIELD_INTERVAL === 0) await yieldIfDue();
		if (sources.has(index)) plan.nextSource();
		const { number, apps, item } = row;
		if (!number?.ok) continue;
		// Most rows have the same questions as the row before, and share its array.
		let settled: Question[] | undefined;
		for (let at = 0; at < apps.length; at++) {
			let question = row.questions[at];
			if (question === OPEN) {
				const before = known.get(apps[at], number.digits);
				question = before ?? plan.uploadFor(apps[at], number);
				const isNew = question.kind === 'upload' && !before && question.add(number.digits, item);
				if (at === 0 && !isNew) row.isDuplicate = true;
			}
			if (!settled && question !== last[at]) settled = last.slice(0, at);
			settled?.push(question);
		}
		if (settled || last.length !== apps.length) last = settled ?? last.slice(0, apps.length);
		row.questions = last;
	}
}
