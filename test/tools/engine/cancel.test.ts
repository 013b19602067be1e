/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as sleep } from 'node:timers/promises';

import { chain } from '../../../tools/engine/chain';
import { rows } from '../../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../../tools/engine/runWorkflow';
import { nodeThat } from './nodeThat';
import { SigningApi } from './signingApi';
import { startServer } from './testServer';

const trigger = { name: 'Rows', type: 'test.rows' };
const node = { name: 'Node', type: 'test.node' };

describe('a canceled execution', () => {
	it('returns the data saved by then, after the node has stopped', async () => {
		const canceled = new AbortController();
		const waits = nodeThat(async function () {
			this.getContext('node').note = 'before';
			canceled.abort();
			const signal = this.getExecutionCancelSignal();
			expect(signal?.aborted).toBe(true);
			this.getContext('node').note = 'after';
			await sleep(60_000, undefined, { signal });
			return [];
		});
		const result = await runWorkflow(chain(trigger, node, { name: 'Next', type: 'test.next' }), {
			nodeTypes: { 'test.rows': rows([{}]), 'test.node': waits, 'test.next': waits },
			signal: canceled.signal,
		});
		expect(result.status).toBe('canceled');
		expect(result.runs('Rows')).toHaveLength(1);
		expect(result.runs('Node')).toEqual([]);
		expect(result.runs('Next')).toEqual([]);
		expect(result.data.executionData?.contextData['node:Node']).toEqual({ note: 'before' });
	});

	it('aborts a running request', async () => {
		const canceled = new AbortController();
		const server = await startServer(() => canceled.abort());
		const asks = nodeThat(
			async function () {
				const { httpRequestWithAuthentication: request } = this.helpers;
				return [{ json: await request.call(this, 'signingApi', { url: '/', method: 'POST' }) }];
			},
			{ credentials: [{ name: 'signingApi' }] },
		);
		const result = await runWorkflow(chain(trigger, node), {
			nodeTypes: { 'test.rows': rows([{}]), 'test.node': asks },
			credentialTypes: { signingApi: new SigningApi() },
			credentials: { signingApi: { baseUrl: server.url } },
			signal: canceled.signal,
		});
		expect(result.status).toBe('canceled');
		await server.close();
	});

	it('runs no node if it was canceled before the start', async () => {
		const result = await runWorkflow(chain(trigger), {
			nodeTypes: { 'test.rows': rows([{}]) },
			signal: AbortSignal.abort(),
		});
		expect(result.status).toBe('canceled');
		expect(result.runData).toEqual({});
	});
});
