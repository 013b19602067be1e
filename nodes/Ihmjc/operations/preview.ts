import type { INodeExecutionData } from 'n8n-workflow';

import {
	foreignNumbersOption,
	numberFields,
	sourceOf,
	splitByOption,
	strictNumbersOption,
} from '../input/numberFields';
import { sentence } from '../run/errors';
import { counted, pointsText } from '../run/hints';
import { choiceField, optionsField } from '../run/fields';
import { readOption } from '../run/readOption';
import type { Run } from '../run/Run';
import { balance } from '../service/balance';
import {
	heldHint,
	holdShortParts,
	limitProblem,
	minNumbers,
	minNumbersOption,
} from '../uploads/guards';
import { isChargeable, sizeOf } from '../uploads/Part';
import { listItems, listsOutput, type PlannedParts, planParts } from '../uploads/planParts';
import {
	outputNameOption,
	readSettings,
	recheckAfterOption,
	rowSettings,
} from './check/checkOptions';
import { assignRows } from './check/planRows';
import { previewRows } from './check/previewRows';
import { type ReadRows, readRows } from './check/readRows';
import type { Operation } from './Operation';

const returnOption = choiceField('return', 'Return', {
	choices: {
		lists: ['Lists', 'One item for each list that would be sent or held'],
		rows: ['Rows', 'Every row with its number, and what Check Numbers would do with it'],
	},
	default: 'lists',
	description:
		"The items to return. Numbers of 'Resume Uploads' are shown as new, because Preview downloads no results.",
});

/** People preview rows; a model only asks how many numbers a list has. */
const NOT_FOR_TOOLS = [minNumbersOption, outputNameOption, recheckAfterOption, returnOption];

export const previewOperation: Operation = {
	resource: 'detection',
	value: 'preview',
	name: 'Preview',
	action: 'Preview phone number check',
	description: 'Show what Check Numbers or Upload would send, list by list or row by row. Free.',
	toolDescription:
		'Show how many phone numbers a check would send, list by list, and how many are duplicates or invalid. This sends nothing and is free. Use it before you check many numbers. Write every number with + and its country code, such as +14155550100, one per line.',
	properties: [
		...numberFields,
		...optionsField(
			[...NOT_FOR_TOOLS, foreignNumbersOption, splitByOption, strictNumbersOption],
			{},
			NOT_FOR_TOOLS,
		),
	],
	async execute(run) {
		const least = minNumbers(run);
		const isItems = sourceOf(run) === 'items';
		const settings = readSettings(run, { ...rowSettings(run), isItems });
		const returns = readOption(run, returnOption);
		// Only items have previous results. A text or a file may be long, so its lines aren't kept for lists.
		if (returns === 'lists' && !isItems) {
			const planned = await planParts(run, settings);
			holdShortParts(planned.parts, least);
			await addHints(run, planned);
			return itemsOf(run, planned);
		}
		const read = await readRows(run, settings);
		await assignRows(read, least);
		const planned = plannedOf(read);
		await addHints(run, planned);
		return returns === 'rows' ? previewRows(run, read.rows, settings) : itemsOf(run, planned);
	},
};

function plannedOf({ rows, parts, tally }: ReadRows): PlannedParts {
	const problems = new Map(rows.flatMap(({ item, error }) => (error ? [[item, error]] : [])));
	return { parts: parts.all, tally, problems };
}

/** Makes the items of the lists that this run would send or hold. */
function itemsOf(run: Run, planned: PlannedParts): INodeExecutionData[] {
	const lists = planned.parts.filter((part) => isChargeable(part) || part.state.kind === 'held');
	const items = listItems(lists, planned, ({ app, state }, counts) => ({
		app: app.slug,
		...counts,
		action: state.kind === 'held' ? 'hold' : 'send',
	}));
	const message = 'Nothing would be sent, because there is no new valid phone number.';
	return listsOutput(run, planned, items, { action: '', message });
}

async function addHints(run: Run, { parts, tally }: PlannedParts): Promise<void> {
	const lists = parts.filter(isChargeable);
	run.hints.info(
		lists.length === 0
			? 'Nothing would be sent.'
			: `${counted(sizeOf(lists), 'number')} in ${counted(lists.length, 'list')} would be sent.`,
	);
	const [problem] = limitProblem(run, lists) ?? [];
	if (problem) run.hints.warning(`Check Numbers and Upload would fail: ${sentence(problem)}`);
	// Only once, because the preview is useful without it.
	const left = await balance(run);
	if (left.ok) {
		run.hints.info(
			`The account has ${pointsText(left.value.totalPoints)} points; the price of a number depends on the app.`,
		);
	} else {
		const { message, advice } = left.fault;
		run.hints.warning(`The balance could not be read: ${sentence(message)} ${advice}`);
	}
	heldHint(run, parts);
	tally.addHint(run);
}
