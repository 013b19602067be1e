import { DEFAULT_OUTPUT_NAME, flatColumns } from '../results/ResultColumns';
import { balance } from '../service/balance';
import { listSettings } from './input/listSettings';
import {
	foreignNumbersOption,
	numberFields,
	splitByOption,
	strictNumbersOption,
} from './input/numberFields';
import { sourceOf } from './input/sourceOf';
import type { Operation } from './Operation';
import { counted } from './run/counted';
import { errorItem, sentence } from './run/errors';
import { optionsField } from './run/optionsField';
import type { Run } from './run/Run';
import { planUploads } from './uploads/planUploads';
import { sizeOf } from './uploads/UploadPlan';

export const previewOperation: Operation = {
	resource: 'detection',
	value: 'preview',
	name: 'Preview',
	action: 'Preview what would be sent',
	description:
		'Show what Check Numbers or Upload would send, list by list; sends nothing and costs nothing',
	properties: [
		...numberFields,
		...optionsField([foreignNumbersOption, splitByOption, strictNumbersOption]),
	],
	async execute(run) {
		const settings = listSettings(run, run.options());
		const { uploads, invalid, duplicates, tally, problems } = await planUploads(run, settings);
		const output = uploads.map((upload) => ({
			json: {
				app: upload.app.slug,
				country: upload.numbers.country,
				callingCode: upload.numbers.callingCode,
				numbers: upload.numbers.size,
				duplicates: upload.numbers.duplicates,
				invalid: invalid.get(upload) ?? 0,
			},
			pairedItem: upload.items.map((item) => ({ item })),
		}));
		run.hints.info(
			`${counted(sizeOf(uploads), 'number')} in ${counted(uploads.length, 'list')} would be sent. ${await balanceSentence(run)}`,
		);
		tally.addHints(run, duplicates);
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
