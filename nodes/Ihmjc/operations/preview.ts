import { DEFAULT_OUTPUT_NAME, flatColumns } from '../results/ResultColumns';
import { balance } from '../service/balance';
import { gatherLists } from './input/gatherLists';
import { listSettings } from './input/listSettings';
import { duplicatesOf, sizeOf } from './input/NumberBatch';
import { numberFields, splitByOption, strictNumbersOption } from './input/numberFields';
import { sourceOf } from './input/sourceOf';
import type { Operation } from './Operation';
import { counted } from './run/counted';
import { errorItem, sentence } from './run/errors';
import { optionsField } from './run/optionsField';
import { pointsText } from './run/pointsSpentHint';
import type { Run } from './run/Run';

export const previewOperation: Operation = {
	resource: 'detection',
	value: 'preview',
	name: 'Preview',
	action: 'Preview phone number check',
	description:
		'Show what Check Numbers or Upload would send, list by list; sends nothing and costs nothing',
	toolDescription:
		'Show how many phone numbers a check would send, list by list, and how many are duplicates or invalid. This sends nothing and is free. Use it before you check many numbers. Write every number with + and its country code, such as +14155550100, one per line.',
	properties: [...numberFields, ...optionsField([splitByOption, strictNumbersOption])],
	async execute(run) {
		const { lists, tally, problems } = await gatherLists(run, listSettings(run, run.options()));
		const output = lists.map(({ app, numbers, items, invalid }) => ({
			json: {
				app: app.slug,
				country: numbers.country,
				callingCode: numbers.callingCode,
				numbers: numbers.size,
				duplicates: numbers.duplicates,
				invalid,
			},
			pairedItem: items.map((item) => ({ item })),
		}));
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
	const columns = flatColumns(DEFAULT_OUTPUT_NAME);
	const rows = run.items.filter(({ json }) => columns.read(json)).length;
	if (rows === 0) return;
	run.hints.info(
		`${counted(rows, 'row brings an earlier result along, but is', 'rows bring earlier results along, but are')} counted like new ones. Check Numbers goes on with pending rows unpaid, and with the option 'Recheck After' it lets answered ones pass.`,
	);
}

/** The balance is a courtesy, asked for once: without it the preview is still right. */
async function balanceSentence(run: Run): Promise<string> {
	const outcome = await balance(run);
	return outcome.ok
		? `The account has ${pointsText(outcome.value.totalPoints)} points; the price of a number depends on the app.`
		: `The balance could not be read: ${sentence(outcome.fault.message)}`;
}
