import { jsonOf } from '../helpers/ihmjcResult';
import { QUICK_LIMITS } from '../helpers/runIhmjc';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const MINUTE = 60_000;
/** Each of some twenty downloads waits for as long. */
const QUICK = { ...QUICK_LIMITS, responseTimeout: 100 };
const items = ['+14155550100', '+447700900123', '+61491570156', '+33639980001'].map((phone) => ({
	phone,
}));

describe('Max Wait', () => {
	it('is kept if the downloads of four uploads hang', async () => {
		const { run, clock, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'hang', endpoint: 'download' });
		const start = clock.now();
		const options = { maxWait: 1, onTimeout: 'output', failedNumbers: 'keep' };
		const result = await run({ defaultCountry: 'none', options }, { items, limits: QUICK });
		expect(clock.now() - start).toBeLessThan(2 * MINUTE);
		for (const row of jsonOf(result)) {
			expect(['pending', 'failed']).toContain(row.ihmjcStatus);
			expect(row.ihmjcUploadId).toMatch(/^\d+$/);
		}
	});

	it('lets a download that begins in time arrive', async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'slowResponse', endpoint: 'download', times: 1 });
		const result = await run({ defaultCountry: 'none', options: { maxWait: 0 } }, { items });
		expect(jsonOf(result).map(({ ihmjcReason }) => ihmjcReason)).toEqual(items.map(() => ''));
	});
});
