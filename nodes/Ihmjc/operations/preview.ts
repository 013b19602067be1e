import { balance } from '../service/balance';
import { defaultColumns } from './check/checkOptions';
import { counted } from './counted';
import { errorItem, sentence } from './errors';
import { duplicatesOf, gatherLists, listSettings, sizeOf } from './input/gatherLists';
import { numberFields, splitByOption, strictNumbersOption } from './input/numberFields';
import { sourceOf } from './input/sourceOf';
import type { Operation } from './Operation';
import { optionsField } from './optionsField';
import type { Run } from './Run';

export const previewOperation: Operation = {
	resource: 'detection',
	value: 'preview',
	name: 'Preview',
	action: 'Preview what would be sent',
	description:
		'Show what Check Numbers or Upload would send, list by list; sends nothing and costs nothing',
	properties: [...numberFields, ...optionsField([splitByOption, strictNumbersOption])],
	async execute(run) {
		const { batches, tally, problems } = await gatherLists(run, listSettings(run, run.options()));
		const output = batches.flatMap(({ lists, invalid }) =>
			lists.map(({ app, numbers, items }, index) => ({
				json: {
					app: app.slug,
					country: numbers.country,
					callingCode: numbers.callingCode,
					numbers: numbers.size,
					duplicates: numbers.duplicates,
					// Counted for the whole batch, so said once: the sum over the lists is right.
					invalid: index === 0 ? invalid : 0,
				},
				pairedItem: items.map((item) => ({ item })),
			})),
		);
		const lists = batches.flatMap((batch) => batch.lists);
		run.hints.info(
			`${counted(sizeOf(lists), 'number')} in ${counted(lists.length, 'list')} would be sent. ${await balanceSentence(run)}`,
		);
		tally.addHints(run, duplicatesOf(lists));
		earlierResultsHint(run);
		return [...output, ...[...problems].map(([item, error]) => errorItem(error, item))];
	},
};

/** How Check Numbers would read them depends on options that Preview hasn't. */
function earlierResultsHint(run: Run): void {
	if (sourceOf(run) !== 'items') return;
	const columns = defaultColumns();
	const rows = run.items.filter(({ json }) => columns.read(json)).length;
	if (rows === 0) return;
	run.hints.info(
		`${counted(rows, 'row brings an earlier result along, but is', 'rows bring earlier results along, but are')} counted like new ones. Check Numbers goes on with pending rows unpaid, and with the option Recheck After it lets answered ones pass.`,
	);
}

/** The balance is a courtesy, asked for once: without it the preview is still right. */
async function balanceSentence(run: Run): Promise<string> {
	const outcome = await balance(run);
	return outcome.ok
		? `The account has ${outcome.value.totalPoints} points; how many a number costs depends on the app.`
		: `The balance could not be read: ${sentence(outcome.fault.message)}`;
}
