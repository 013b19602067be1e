import { chain } from '../../tools/engine/chain';
import { britishNumbers, FIVE_COUNTRIES, rowsOf } from '../helpers/fictionalNumbers';
import { jsonOf } from '../helpers/ihmjcResult';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

/** Ten lists: five countries, two apps. */
const TEN_LISTS = rowsOf(FIVE_COUNTRIES).flatMap((row) => [
	{ ...row, app: 'whatsapp' },
	{ ...row, app: 'telegram' },
]);
const parameters = { app: '={{ $json.app }}', defaultCountry: 'none' };

describe('Check Numbers with a limit of one query per 10 seconds', () => {
	it.each(['throttle', 'throttle429'] as const)('loses no list with %s', async (quirk) => {
		const { run, sandbox, requestCounts } = await setUp({ jobSeconds: 600 });
		sandbox.addQuirk({ quirk });
		const result = await run(parameters, { items: TEN_LISTS });
		expect(result.error).toBeUndefined();
		expect(requestCounts().upload).toBe(10);
		for (const row of jsonOf(result)) {
			// A list with a single unknown number has no result at all.
			if (row.ihmjcStatus === 'failed') expect(row.ihmjcReason).toBe('noAnswer');
			else expect(['activated', 'unregistered']).toContain(row.ihmjcStatus);
		}
		const times = sandbox.requests
			.filter(({ endpoint }) => endpoint === 'query')
			.map(({ at }) => at);
		const hasty = times.slice(1).filter((at, before) => at - times[before] < 10_000);
		expect(hasty.length).toBeLessThanOrEqual(1);
	});

	it.each(['throttle', 'throttle429'] as const)('resumes ten uploads with %s', async (quirk) => {
		const { run, sandbox, clock, requestCounts } = await setUp({ jobSeconds: 600 });
		const waitOnce = { ...parameters, options: { maxWait: 0, onTimeout: 'output' } };
		const pending = jsonOf(await run(waitOnce, { items: TEN_LISTS }));
		clock.advance(3_600_000);
		sandbox.addQuirk({ quirk });
		const rows = jsonOf(await run(parameters, { items: pending }));
		expect(rows.filter(({ ihmjcStatus }) => ihmjcStatus === 'pending')).toEqual([]);
		expect(rows.filter(({ ihmjcReason }) => ihmjcReason === 'refused')).toEqual([]);
		expect(requestCounts().upload).toBe(10);
	});
});

it('downloads the lists of an upload once in a loop over its rows', async () => {
	const { run, clock, requestCounts } = await setUp({ jobSeconds: 600 });
	const options = { maxWait: 0, onTimeout: 'output' };
	const check = { defaultCountry: 'none', options };
	const pending = jsonOf(await run(check, { items: rowsOf(britishNumbers(5)) }));
	clock.advance(3_600_000);
	const result = await run(check, {
		items: pending,
		workflow: (...[rows, ihmjc]: Parameters<typeof chain>) => {
			const batches = { name: 'Loop', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 };
			const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
			return {
				nodes: chain(rows, batches, ihmjc).nodes,
				connections: {
					Rows: { main: [to('Loop')] },
					Loop: { main: [[], to('Ihmjc')] },
					Ihmjc: { main: [to('Loop')] },
				},
				settings: { executionOrder: 'v1' },
			};
		},
	});
	expect(result.error).toBeUndefined();
	expect(requestCounts()).toMatchObject({ upload: 1, download: 2 });
});
