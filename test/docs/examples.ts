import { startSandbox } from '../../tools/sandbox/startSandbox';
import { FIXTURES } from '../fixtures';
import type { Run } from '../fixtures/OperationFixture';
import { runIhmjc } from '../helpers/runIhmjc';
import { virtualClock } from '../helpers/virtualClock';
import type { Blocks } from './fillPage';

/** Points with fractions, as in a real account. */
const POINTS = { rechargePoints: 49.8332, bonusPoints: 0.5 };

/** Creates every example in the docs by running the node on n8n's engine against the sandbox. */
export async function examples(): Promise<Blocks> {
	const blocks: Blocks = {};
	for (const { name, options, make } of FIXTURES.flatMap((fixture) => fixture.examples)) {
		const clock = virtualClock(Date.UTC(2026, 10, 24, 9));
		const sandbox = await startSandbox({ now: clock.now, ...POINTS, ...options });
		try {
			const run: Run = async (parameters, more = {}) =>
				await runIhmjc({ sandbox, clock, parameters, ...more });
			blocks[`example of ${name}`] = await make(run);
		} finally {
			await sandbox.close();
		}
	}
	return blocks;
}
