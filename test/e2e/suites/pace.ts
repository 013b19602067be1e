import { americanNumbers } from '../../helpers/fictionalNumbers';
import { busiestSecond } from '../support/busiestSecond';
import { AU, GB, rowsOf, truth, US } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, ihmjc, jsonOf } from '../support/workflows';

const QUIRKS = ['throttle', 'throttle429'] as const;
/** Seconds that the service requires between two queries: longer than the node's default pause. */
const DISTANCE = '3';

/** Executions that run at the same time. */
const TOGETHER = 12;

/** Tests a service that limits the queries of an account across all uploads. */
export function paceSuite(n8n: () => TestN8n): void {
	test('loses no list if the service refuses queries for several uploads as too fast', async () => {
		await Promise.all(
			QUIRKS.map(async (quirk) => {
				const service = await n8n().service();
				const { sandbox } = service;
				sandbox.addQuirk({ quirk, value: DISTANCE });
				const rows = rowsOf([...US, ...GB, ...AU]);
				const run = await n8n().run(chain(rows, ihmjc(service, 'check')));

				expect(run.status).toBe('success');
				expect(jsonOf(run, 'check').map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(
					rows.map(({ phone }) => truth(sandbox, phone)),
				);
				expect(sandbox.uploads).toHaveLength(3);
				const queries = sandbox.requests.filter(({ endpoint }) => endpoint === 'query');
				// One query for each list, plus the second query, which was too fast.
				expect(queries).toHaveLength(4);
				expect(queries[2].at - queries[1].at).toBeGreaterThan(9_000);
			}),
		);
	});

	test('is one for all executions of an account that run at the same time', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		const phones = americanNumbers(TOGETHER).map((digits) => `+${digits}`);
		// A list with a single unknown number has no result at all.
		const options = { failedNumbers: 'keep', waitIn: 'memory' };
		const runs = await Promise.all(
			phones.map(
				async (phone) => await n8n().run(chain([{ phone }], ihmjc(service, 'check', { options }))),
			),
		);
		expect(runs.map(({ status }) => status)).toEqual(phones.map(() => 'success'));
		expect(
			runs.flatMap((run) => jsonOf(run, 'check').map(({ ihmjcStatus }) => ihmjcStatus)),
		).toEqual(phones.map((phone) => truth(sandbox, phone).replace('unknown', 'failed')));
		expect(sandbox.uploads).toHaveLength(TOGETHER);
		expect(busiestSecond(sandbox)).toBeLessThanOrEqual(2);
	});
}
