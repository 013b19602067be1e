import { AU, GB, rowsOf, truth, US } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, ihmjc, jsonOf } from '../support/workflows';

const QUIRKS = ['throttle', 'throttle429'] as const;
/** Seconds that the service wants between two queries: more than the node leaves until it is told. */
const DISTANCE = '3';

/** A service that takes one query of an account now and then, whatever upload it is for. */
export function paceSuite(n8n: () => TestN8n): void {
	test('loses no list when the service finds the queries for several uploads too fast', async () => {
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
				// Each list is asked for once; the second query was too fast.
				expect(queries).toHaveLength(4);
				expect(queries[2].at - queries[1].at).toBeGreaterThan(9_000);
			}),
		);
	});
}
