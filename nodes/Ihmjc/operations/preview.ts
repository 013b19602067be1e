import { listSettings } from '../input/itemSettings';
import {
	foreignNumbersOption,
	numberFields,
	sourceOf,
	splitByOption,
	strictNumbersOption,
} from '../input/numberFields';
import { DEFAULT_OUTPUT_NAME, flatColumns } from '../results/ResultColumns';
import { errorItem, sentence } from '../run/errors';
import { inInputOrder } from '../run/forEachItem';
import { counted, pointsText } from '../run/hints';
import { optionsField } from '../run/optionsField';
import type { Run } from '../run/Run';
import { balance } from '../service/balance';
import { planParts } from '../uploads/planParts';
import { assertPartsWithinLimit, sizeOf, unsent } from '../uploads/sendParts';
import type { Operation } from './Operation';

export const previewOperation: Operation = {
	resource: 'detection',
	value: 'preview',
	name: 'Preview',
	action: 'Preview phone number check',
	description: 'Show what Check Numbers or Upload would send, list by list. Free.',
	toolDescription:
		'Show how many phone numbers a check would send, list by list, and how many are duplicates or invalid. This sends nothing and is free. Use it before you check many numbers. Write every number with + and its country code, such as +14155550100, one per line.',
	properties: [
		...numberFields,
		...optionsField([foreignNumbersOption, splitByOption, strictNumbersOption]),
	],
	async execute(run) {
		const settings = listSettings(run, run.options());
		const { parts, invalid, tally, problems } = await planParts(run, settings);
		const lists = unsent(run, parts);
		assertPartsWithinLimit(run, lists);
		const output = lists.map((part) => ({
			json: {
				app: part.app.slug,
				country: part.numbers.country,
				callingCode: part.numbers.callingCode,
				numbers: part.numbers.size,
				duplicates: part.duplicates,
				invalid: invalid.get(part) ?? 0,
			},
			pairedItem: part.items.map((item) => ({ item })),
		}));
		const sum =
			lists.length === 0
				? 'Nothing would be sent.'
				: `${counted(sizeOf(lists), 'number')} in ${counted(lists.length, 'list')} would be sent.`;
		run.hints.info(sum);
		await balanceHint(run);
		tally.addHint(run);
		previousResultsHint(run);
		return inInputOrder([
			...output,
			...[...problems].map(([item, error]) => errorItem(error, item)),
		]);
	},
};

/** Says that rows with a previous result count as new, because Preview doesn't have the options by which Check Numbers uses them. */
function previousResultsHint(run: Run): void {
	if (sourceOf(run) !== 'items') return;
	const columns = flatColumns(DEFAULT_OUTPUT_NAME);
	const rows = run.items.filter(({ json }) => columns.read(json)).length;
	if (rows === 0) return;
	run.hints.info(
		`${counted(rows, 'row has a previous result, and is', 'rows have previous results, and are')} counted like new ones. Check Numbers resumes pending rows, and with the option 'Recheck After' it doesn't check valid results again.`,
	);
}

/** Asks for the balance only once, because the preview is useful without it. */
async function balanceHint(run: Run): Promise<void> {
	const outcome = await balance(run);
	if (!outcome.ok) {
		const { message, advice } = outcome.fault;
		return run.hints.warning(`The balance could not be read: ${sentence(message)} ${advice}`);
	}
	run.hints.info(
		`The account has ${pointsText(outcome.value.totalPoints)} points; the price of a number depends on the app.`,
	);
}
