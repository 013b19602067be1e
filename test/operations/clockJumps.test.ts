import type { INodeParameters } from 'n8n-workflow';

import { getOrCreate } from '../../nodes/Ihmjc/util/values';
import { americanNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { jsonOf } from '../helpers/ihmjcResult';
import { runIhmjc, waitUntil } from '../helpers/runIhmjc';
import { virtualClock } from '../helpers/virtualClock';
import { upload } from '../tools/sandbox/client';
import { closeAll, start } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NUMBERS = americanNumbers(3);

/** A wait of 15 minutes, with at most 22; it ends wrongly if a jump counts. */
async function waitWith(
	{ operation, waitIn }: INodeParameters,
	jump: number,
	at: 'sleep' | 'step',
) {
	const clock = virtualClock();
	const sandbox = await start({ now: clock.now, jobSeconds: 900 });
	const { sleep } = clock;
	let sleeps = 0;
	clock.sleep = async (milliseconds) => {
		if (at === 'sleep' && milliseconds > SECOND && ++sleeps === 3) clock.jump(jump);
		await sleep(milliseconds);
	};
	/** The pauses that n8n was asked for. */
	const pauses: number[] = [];
	const onWait = async (until: Date) => {
		pauses.push(until.getTime() - clock.date().getTime());
		if (at === 'step' && pauses.length === 3) clock.jump(jump);
		await waitUntil(clock, until);
	};
	const items =
		operation === 'check' ? rowsOf(NUMBERS) : [{ uploadId: await upload(sandbox, NUMBERS) }];
	const began = clock.now();
	const options = { waitIn, maxWait: 22 };
	const parameters: INodeParameters = {
		operation,
		options,
		...(operation === 'check' && { defaultCountry: 'none' }),
	};
	const more = { canWaitInDatabase: true, run: { onWait } };
	const result = await runIhmjc({ sandbox, clock, parameters, items, ...more });
	const queries = sandbox.requests.filter(({ endpoint }) => endpoint === 'query');
	const times = queries.map((query) => query.at - began);
	expect(result.error?.message).toBeUndefined();
	const rows = jsonOf(result).map(
		({ ihmjcStatus, ihmjcUploadId, ihmjcNumber, uploadId, done, timedOut }) => ({
			...{ ihmjcStatus, ihmjcUploadId, ihmjcNumber },
			...{ uploadId, done, timedOut },
		}),
	);
	return { rows, times, pauses };
}

const usualWaits = new Map<string, ReturnType<typeof waitWith>>();
/** The same wait without a jump. */
const usualWait = async (wait: INodeParameters, at: 'sleep' | 'step') =>
	await getOrCreate(
		usualWaits,
		JSON.stringify([wait, at]),
		async () => await waitWith(wait, 0, at),
	);

const JUMPS = [
	['an hour back', -HOUR],
	['ten minutes back', -10 * MINUTE],
	['three days forward', 72 * HOUR],
] as const;

describe.each(JUMPS)("the system's clock is set %s", (_, jump) => {
	it.each([
		['check', 'memory'],
		['check', 'automatic'],
		['waitUntilDone', 'memory'],
		['waitUntilDone', 'automatic'],
	])('during a sleep of %s with %s, and nothing changes', async (operation, waitIn) => {
		const wait = { operation, waitIn };
		const jumped = await waitWith(wait, jump, 'sleep');
		expect(jumped).toEqual(await usualWait(wait, 'sleep'));
	});

	it.each(['check', 'waitUntilDone'])(
		'between two steps of %s in the database, and the wait continues as usual',
		async (operation) => {
			const wait = { operation, waitIn: 'database' };
			const usual = await usualWait(wait, 'step');
			const jumped = await waitWith(wait, jump, 'step');
			expect(jumped.rows).toEqual(usual.rows);
			for (const [step, pause] of jumped.pauses.entries()) {
				const difference = Math.abs(pause - (usual.pauses[step] ?? pause));
				expect(difference).toBeLessThanOrEqual(MINUTE);
			}
			// n8n itself waits longer when its clock is set back, and wakes at once when it is set forward.
			const [end, usualEnd] = [jumped.times.at(-1) ?? 0, usual.times.at(-1) ?? 0];
			expect(end).toBeGreaterThanOrEqual(usualEnd - 2 * MINUTE);
			expect(end).toBeLessThanOrEqual(usualEnd + 2 * MINUTE + Math.max(0, -jump));
		},
	);
});

it.each<[string, number, number, (step: number) => number]>([
	['n8n was down for longer than Max Wait', 45, 1800, (step) => (step === 2 ? 72 * HOUR : 0)],
	// It is done between the last step but one and the end of the wait.
	['n8n wakes it a minute late', 5, 295, () => 50 * SECOND],
])('asks for an upload once more before it gives up, though %s', async (...wait) => {
	const [, maxWait, jobSeconds, latenessOf] = wait;
	const clock = virtualClock();
	const sandbox = await start({ now: clock.now, jobSeconds });
	let steps = 0;
	const onWait = async (until: Date) => {
		await waitUntil(clock, until);
		clock.advance(latenessOf(++steps));
	};
	const result = await runIhmjc({
		sandbox,
		clock,
		parameters: {
			operation: 'check',
			defaultCountry: 'none',
			options: { waitIn: 'database', maxWait },
		},
		items: rowsOf(NUMBERS),
		canWaitInDatabase: true,
		run: { onWait },
	});
	expect(result.error?.message).toBeUndefined();
	expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('pending');
});
