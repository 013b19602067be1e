import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import type { Transport } from '../../nodes/Ihmjc/service/transport';
import { systemClock } from '../../nodes/Ihmjc/util/clock';
import { chain } from '../../tools/engine/chain';
import { rows } from '../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../tools/engine/runWorkflow';
import { QUICK_LIMITS } from '../helpers/runIhmjc';
import { nodeThat } from '../tools/engine/nodeThat';
import { type Responder, startServer } from '../tools/engine/testServer';

/** Runs a function with the service's transport inside a node on n8n's engine, against a server with this responder. */
export async function withTransport<Value>(
	answer: Responder,
	does: (transport: Transport) => Promise<Value>,
	account = 'demo',
) {
	const server = await startServer(answer);
	let outcome: Value | undefined;
	const node = nodeThat(
		async function () {
			outcome = await does({ context: this, limits: QUICK_LIMITS, clock: systemClock() });
			return [{ json: {} }];
		},
		{ credentials: [{ name: 'ihmjcApi', required: true }] },
	);
	try {
		const workflow = chain(
			{ name: 'Rows', type: 'test.rows' },
			{ name: 'Node', type: 'test.node' },
		);
		const { error } = await runWorkflow(workflow, {
			nodeTypes: { 'test.rows': rows([{}]), 'test.node': node },
			credentialTypes: { ihmjcApi: new IhmjcApi() },
			credentials: {
				ihmjcApi: { account, password: 'pässword & more', baseUrl: server.url },
			},
		});
		if (error) throw error;
		return { outcome: outcome as Value, received: server.received };
	} finally {
		await server.close();
	}
}
