import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { maxNumbers } from '../input/limitExceeded';
import { sentence, userError } from '../run/errors';
import { counted, pointsText, withThousands } from '../run/hints';
import type { Run } from '../run/Run';
import { balance } from '../service/balance';
import { withRetries } from '../service/withRetries';
import { numericValue } from '../util/values';
import { regionOf } from './errors';
import type { Part } from './Part';
import { type PaidPart, unsent } from './sendParts';

export const minNumbersOption: INodeProperties = {
	displayName: 'Min Numbers',
	name: 'minNumbers',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many numbers a list of one app and country must have to be sent. Rows of a shorter list get the status "held" and are not charged: run them again together with new ones. Ihmjc may refuse lists under 2,000 numbers. Set to 0 to send every list.',
};

export const minPointsOption: INodeProperties = {
	displayName: 'Min Points',
	name: 'minPoints',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'How many points the account must have before anything is sent. With fewer, the node stops with an error. Set to 0 to send without reading the balance.',
};

/** @throws NodeOperationError if it isn't a number of at least 0, or above 'Max Numbers'. */
export function minNumbers(run: Run, options: IDataObject): number {
	const least = atLeastZero(run, minNumbersOption, options.minNumbers);
	const most = maxNumbers(run);
	if (most === 0 || least <= most) return least;
	throw userError(
		run,
		`'Min Numbers' (${withThousands(String(least))}) is above 'Max Numbers' (${withThousands(String(most))}), so nothing could ever be sent`,
		"Lower 'Min Numbers', raise 'Max Numbers', or set 'Max Numbers' to 0 for no limit. Nothing was sent.",
	);
}

export const minPoints = (run: Run, options: IDataObject): number =>
	atLeastZero(run, minPointsOption, options.minPoints);

function atLeastZero(run: Run, { displayName }: INodeProperties, value: unknown): number {
	const number = value === undefined || value === null ? 0 : numericValue(value);
	if (number !== undefined && number >= 0) return number;
	throw userError(
		run,
		`'${displayName}' is not a number of at least 0`,
		'Enter a number, or 0 to turn it off. Nothing was sent.',
	);
}

/** Holds the lists to send that have too few numbers. They are neither sent nor charged. */
export function holdShortParts(run: Run, parts: readonly Part[], least: number): void {
	for (const part of unsent(run, parts)) {
		if (part.numbers.size < least) part.state = { kind: 'held', least };
	}
}

const MAX_LISTS_NAMED = 5;

/** Says which lists are held: "Held: US 1,412 of 2,000, GB 310 of 2,000." */
export function heldHint(run: Run, parts: readonly Part[]): void {
	const held = parts.filter(({ state }) => state.kind === 'held');
	if (held.length === 0) return;
	const hasSeveralApps = new Set(parts.map(({ app }) => app.code)).size > 1;
	const named = held.slice(0, MAX_LISTS_NAMED).map(({ app, numbers, state }) => {
		const where = [...(hasSeveralApps ? [app.name] : []), regionOf(numbers)].join(' ');
		const least = state.kind === 'held' ? state.least : 0;
		return `${where} ${withThousands(String(numbers.size))} of ${withThousands(String(least))}`;
	});
	const more = held.length - named.length;
	run.hints.info(
		`Held: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}. They are sent once enough rows are together.`,
	);
}

/**
 * Reads the balance if there is anything to send, because a list that the points don't pay for may be refused or cut.
 *
 * @param least Points; 0 to read nothing.
 * @throws NodeOperationError if there are fewer, or the balance can't be read.
 */
export async function assertPoints(
	run: Run,
	parts: readonly PaidPart[],
	least: number,
): Promise<void> {
	const numbers = parts.filter(({ paid }) => paid.stage === 'planned').length;
	if (least === 0 || numbers === 0) return;
	const outcome = await withRetries(run, async () => await balance(run));
	if (!outcome.ok) {
		const { message, advice } = outcome.fault;
		throw userError(
			run,
			`The balance could not be read, and 'Min Points' is set, so nothing was sent: ${message}`,
			`${sentence(advice)} To send without reading the balance, set 'Min Points' to 0.`,
		);
	}
	const { totalPoints } = outcome.value;
	if (totalPoints >= least) return;
	throw userError(
		run,
		`The account has ${pointsText(totalPoints)} points, fewer than 'Min Points' (${pointsText(least)}), so nothing was sent`,
		"Buy points, or lower 'Min Points'.",
	);
}

/** Explains why a number is held. */
export const heldMessage = ({ numbers }: Part, least: number): string =>
	`Its list has ${counted(numbers.size, 'number')}, and 'Min Numbers' is ${withThousands(String(least))}. It is not sent or charged yet. Run this row through the node again: it is sent once enough rows are together.`;
