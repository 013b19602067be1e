import { maxNumbers } from '../input/numberFields';
import { sentence, serviceError, userError, withIds } from '../run/errors';
import { numberField } from '../run/fields';
import { counted, firstOf, pointsText, withThousands } from '../run/hints';
import { readOption } from '../run/readOption';
import type { Run } from '../run/Run';
import { type Balance, balance } from '../service/balance';
import type { Outcome } from '../service/Fault';
import { withRetries } from '../service/withRetries';
import type { Ledger } from '../state/Ledger';
import { regionOf } from './errors';
import { isChargeable, type PaidPart, type Part, sizeOf } from './Part';

export const minNumbersOption = numberField('minNumbers', 'Min Numbers', {
	default: 0,
	description:
		'How many numbers a list of one app and country must have to be sent. Rows of a shorter list get the status "held" and are not charged: run them again together with new ones. Ihmjc may refuse lists under 2,000 numbers. Set to 0 to send every list.',
});

export const minPointsOption = numberField('minPoints', 'Min Points', {
	default: 0,
	description:
		'How many points the account must have before anything is sent. With fewer, the node stops with an error. Set to 0 to send without reading the balance.',
});

/** @throws NodeOperationError if it isn't a number of at least 0, or above 'Max Numbers'. */
export function minNumbers(run: Run): number {
	// An AI agent needs its result soon, so its tool doesn't have the option.
	if (run.isTool) return 0;
	const least = readOption(run, minNumbersOption);
	const most = maxNumbers(run);
	if (most === 0 || least <= most) return least;
	throw userError(
		run,
		`'Min Numbers' (${withThousands(least)}) is above 'Max Numbers' (${withThousands(most)}), so nothing could ever be sent`,
		"Lower 'Min Numbers', raise 'Max Numbers', or set 'Max Numbers' to 0 for no limit. Nothing was sent.",
		{ itemIndex: 0 },
	);
}

/** Says if lists to send exceed 'Max Numbers', and what to do, because they would be charged unexpectedly. */
export function limitProblem(
	run: Run,
	parts: readonly Part[],
): [message: string, advice: string] | undefined {
	const most = maxNumbers(run);
	const numbers = sizeOf(parts);
	// An AI agent may call its tool any number of times, so its calls count together.
	const sentBefore = run.isTool ? run.ledger.size : 0;
	if (most === 0 || numbers === 0 || sentBefore + numbers <= most) return undefined;
	const countries = new Set(parts.map((part) => part.numbers.country)).size;
	const apps = new Set(parts.map(({ app }) => app.code)).size;
	const forApps = apps > 1 ? ` for ${apps} apps` : '';
	const excess = ` in ${counted(countries, 'country', 'countries')}${forApps} would exceed 'Max Numbers' (${withThousands(most)})`;
	if (sentBefore > 0) {
		return [
			`This execution already sent ${counted(sentBefore, 'number')}; ${withThousands(numbers)} more${excess}, so nothing more was sent`,
			"Each number is charged. Send fewer numbers, or raise 'Max Numbers'. Numbers that were sent before are free to check again.",
		];
	}
	return [
		`${counted(numbers, 'number')}${excess}, so nothing was sent`,
		`Each number is charged${apps > 1 ? ' for each app' : ''}. To send them all, raise 'Max Numbers', or set it to 0 for no limit.`,
	];
}

/** Holds the lists to send that have too few numbers. They are neither sent nor charged. */
export function holdShortParts(parts: readonly Part[], least: number): void {
	for (const part of parts.filter(isChargeable)) {
		const { size } = part.numbers;
		if (size >= least) continue;
		const message = `Its list has ${counted(size, 'number')}, and 'Min Numbers' is ${withThousands(least)}. It was not sent or charged. Run this row through the node again: it is sent once there are enough numbers.`;
		part.state = { kind: 'held', least, message };
	}
}

/** Says which lists are held: "Held: US 1,412 of 2,000, GB 310 of 2,000." */
export function heldHint(run: Run, parts: readonly Part[]): void {
	const hasSeveralApps = new Set(parts.map(({ app }) => app.code)).size > 1;
	const held = parts.flatMap(({ app, numbers, state }) => {
		if (state.kind !== 'held') return [];
		const where = hasSeveralApps ? `${app.name} ${regionOf(numbers)}` : regionOf(numbers);
		const [size, least] = [numbers.size, state.least].map(withThousands);
		return [`${where} ${size} of ${least}`];
	});
	if (held.length === 0) return;
	run.hints.info(`Held: ${firstOf(held)}. Run these rows again together with new ones.`);
}

/** The last balance that calls of an execution have read, and when. */
const balances = new WeakMap<Ledger, { at: number; outcome: Outcome<Balance> }>();

/** Reads the balance, unless another call has read it since this one began: calls at the same time wait for one another here. */
async function readBalance(run: Run): Promise<Outcome<Balance>> {
	const last = balances.get(run.ledger);
	if (last && last.at > run.began) return last.outcome;
	const at = run.clock.now();
	const outcome = await withRetries(run, async () => await balance(run));
	balances.set(run.ledger, { at, outcome });
	return outcome;
}

/**
 * Reads the balance, because a list that the points don't pay for may be refused or cut.
 *
 * @param least Points; 0 to read nothing.
 * @throws NodeOperationError if there are fewer, or the balance can't be read.
 */
export async function assertPoints(
	run: Run,
	parts: readonly PaidPart[],
	least: number,
): Promise<void> {
	if (least === 0) return;
	const outcome = await readBalance(run);
	const [itemIndex] = parts[0].items;
	// An earlier try may have sent some of the lists.
	const uploadIds = parts.flatMap(({ paid }) => paid.saved?.acceptance?.uploadId ?? []);
	const nothing = uploadIds.length === 0 ? 'nothing was sent' : 'nothing more was sent';
	if (!outcome.ok) {
		const { fault } = outcome;
		const message = `The balance could not be read, and 'Min Points' is set, so ${nothing}: ${fault.message}`;
		const advice = `${sentence(fault.advice)} To send without reading the balance, set 'Min Points' to 0.`;
		throw serviceError(run, { ...fault, message }, { itemIndex, uploadIds, advice });
	}
	const { totalPoints } = outcome.value;
	if (totalPoints >= least) return;
	throw userError(
		run,
		withIds(
			`The account has ${pointsText(totalPoints)} points, fewer than 'Min Points' (${pointsText(least)}), so ${nothing}`,
			uploadIds,
		),
		"Buy points, or lower 'Min Points'.",
		{ itemIndex, uploadIds },
	);
}
