import type { IDataObject } from 'n8n-workflow';

import type { Execution } from '../../../../tools/editor/N8nClient';
import type { TestN8n } from '../../support/TestN8n';
import { jsonOf } from '../../support/workflows';
import { importFile, nodeOf, triggerOf } from './importFile';

const HOUR = 3_600_000;

export function parkedUploadsSuite(n8n: () => TestN8n): void {
	test('park slow uploads and get their results later in parked-uploads.json', async () => {
		let now = Date.now();
		const service = await n8n().service({ jobSeconds: 3600, now: () => now });
		const workflow = importFile('parked-uploads.json', service);
		Object.assign(nodeOf(workflow, 'Check Numbers').parameters.options as IDataObject, {
			maxWait: 0,
		});
		const { client } = n8n();
		const saved = await client.createWorkflow(workflow);
		const run = async (trigger: string): Promise<Execution> => {
			const execution = await client.ended(await client.start(saved, trigger));
			expect(execution.data.resultData.error).toBeUndefined();
			return execution;
		};
		const idsOf = (execution: Execution, name: string) =>
			[...new Set(jsonOf(execution, name).map(({ uploadId }) => uploadId))].sort();

		const checked = await run(triggerOf(workflow));
		expect(jsonOf(checked, 'Use the Results').map(({ ihmjcStatus }) => ihmjcStatus)).toEqual([
			'invalid',
		]);
		const parked = service.sandbox.uploads.map(({ sendID }) => sendID).sort();
		expect(parked).toHaveLength(3);
		expect(idsOf(checked, 'Park the Upload')).toEqual(parked);

		const early = await run('Every Hour');
		expect(idsOf(early, 'Query')).toEqual(parked);
		expect(jsonOf(early, 'Download')).toEqual([]);

		now += 2 * HOUR;
		const late = await run('Every Hour');
		expect(jsonOf(late, 'Use the Late Results').length).toBeGreaterThan(5);
		expect(idsOf(late, 'Mark It as Fetched')).toEqual(parked);

		expect(jsonOf(await run('Every Hour'), 'Get Parked Uploads')).toEqual([]);
		expect(service.sandbox.uploads).toHaveLength(3);
	});
}
