import type { Run } from '../../run/Run';
import type { PaidPart, Part } from '../../uploads/Part';
import { holdShortParts } from '../../uploads/guards';
import { claimParts } from '../../uploads/sendParts';
import { forEachYielding } from '../../util/createYielder';
import type { CheckSettings } from './checkOptions';
import type { ReadRows } from './readRows';
import { ask, OPEN, type Question, questionSharer } from './Row';

/**
 * Assigns open questions to uploads, unless another row has the result, and claims the lists to send. It sends nothing.
 *
 * @param isStopped Whether nothing may be sent for the app of a part.
 * @returns the claimed parts
 * @throws NodeError if they have more numbers than 'Max Numbers', or the account has fewer points than 'Min Points'.
 */
export async function planRows(
	run: Run,
	read: ReadRows,
	{ minNumbers, minPoints }: Pick<CheckSettings, 'minNumbers' | 'minPoints'>,
	isStopped: (part: Part) => boolean,
): Promise<PaidPart[]> {
	return await run.ledger.inTurn(async () => {
		await assignRows(read, minNumbers);
		// Lists that an earlier try sent are resumed anyway, because the error must have their upload IDs.
		return await claimParts(
			run,
			read.parts.all.filter((part) => part.paid?.saved || !isStopped(part)),
			minPoints,
		);
	});
}

/** Assigns open questions to uploads, and holds lists that are too short. */
export async function assignRows(
	{ rows, starts, parts, verdicts }: ReadRows,
	minNumbers: number,
): Promise<void> {
	const shared = questionSharer();
	await forEachYielding(rows, (row, index) => {
		if (starts.has(index)) parts.nextSource();
		const { number, apps } = row;
		if (!number?.ok || !row.questions.includes(OPEN)) return;
		row.questions = shared(
			row.questions.map((question, at): Question => {
				if (question !== OPEN) return question;
				const app = apps[at];
				const verdict = verdicts.get(app, number.digits);
				if (!verdict) return ask(parts.find(app, number) ?? parts.plan(app, number), row, at);
				if (at === 0) row.isDuplicate = true;
				return { kind: 'known', verdict };
			}),
		);
	});
	holdShortParts(parts.all, minNumbers);
}
