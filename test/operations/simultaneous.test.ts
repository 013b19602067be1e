import type { INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../../tools/engine/RunResult';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import type { Sandbox } from '../../tools/sandbox/startSandbox';
import { americanNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { jsonOf } from '../helpers/ihmjcResult';
import { runIhmjc } from '../helpers/runIhmjc';
import { sharedClock } from '../helpers/sharedClock';
import { closeAll, start } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const EXECUTIONS = 50;
const PLACES = ['memory', 'database'] as const;

const queryTimes = ({ requests }: Sandbox) =>
	requests.filter(({ endpoint }) => endpoint === 'query').map(({ at }) => at);

/** The shortest time between two queries, in milliseconds. */
const closest = (times: number[]) =>
	Math.min(...times.slice(1).map((at, before) => at - times[before]));

/** Runs executions at the same time, each with a number of its own. */
async function runTogether(
	options: NonNullable<INodeParameters['options']>,
	quirks: NonNullable<Parameters<typeof start>[0]>['quirks'] = [],
	jobSeconds = 300,
) {
	const clock = sharedClock();
	const began = clock.now();
	const sandbox = await start({ now: clock.now, jobSeconds, quirks });
	const numbers = americanNumbers(EXECUTIONS);
	const results = await Promise.all(
		rowsOf(numbers).map(
			async (row) =>
				await runIhmjc({
					sandbox,
					clock,
					parameters: { operation: 'check', defaultCountry: 'none', options },
					items: [row],
					canWaitInDatabase: true,
				}),
		),
	);
	return { sandbox, numbers, results, minutes: (clock.now() - began) / MINUTE };
}

/** Every execution has ended well, with the result of its number. */
function expectAnswers(sandbox: Sandbox, numbers: string[], results: RunResult[]) {
	expect(results.map(({ status }) => status)).toEqual(results.map(() => 'success'));
	const statuses = results.map((result) => jsonOf(result)[0].ihmjcStatus);
	expect(statuses).toEqual(
		numbers.map((digits) => {
			const status = sandbox.statusOf(digits, WHATSAPP);
			// A list with a single unknown number has no result at all.
			return status === 'unknown' ? 'failed' : status;
		}),
	);
	expect(sandbox.uploads).toHaveLength(numbers.length);
}

describe.each(PLACES)('50 executions at the same time that wait in the %s', (waitIn) => {
	it('never ask twice in a second, and none fails', async () => {
		const options = { waitIn, failedNumbers: 'keep' };
		const { sandbox, numbers, results, minutes } = await runTogether(options);
		expectAnswers(sandbox, numbers, results);
		expect(closest(queryTimes(sandbox))).toBeGreaterThanOrEqual(SECOND);
		expect(minutes).toBeLessThan(waitIn === 'memory' ? 8 : 12);
	}, 120_000);

	it('are all queried about equally often if the service finds them too fast', async () => {
		const options = { waitIn, failedNumbers: 'keep', maxWait: 15, onTimeout: 'output' };
		const { sandbox } = await runTogether(options, [{ quirk: 'throttle429' }], 3600);
		const queries = sandbox.requests.filter(({ endpoint }) => endpoint === 'query');
		const counts = sandbox.uploads.map(
			({ sendID }) => queries.filter(({ fields }) => fields.sendID === sendID).length,
		);
		expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
		expect(Math.max(...counts)).toBeLessThanOrEqual(3);
	}, 120_000);

	it('share what the service found too fast, and none fails', async () => {
		const options = { waitIn, failedNumbers: 'keep' };
		const { sandbox, numbers, results, minutes } = await runTogether(options, [
			{ quirk: 'throttle429' },
		]);
		expectAnswers(sandbox, numbers, results);
		const times = queryTimes(sandbox);
		const tooFast = times.slice(1).filter((at, before) => at - times[before] < 10 * SECOND);
		expect(tooFast.length).toBeLessThanOrEqual(2);
		expect(minutes).toBeLessThan(waitIn === 'memory' ? 25 : 60);
	}, 120_000);
});
