import type { SavedCredential } from '../editor/N8nClient';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { BenchN8n } from './BenchN8n';
import type { Dependencies } from './Measurement';
import { startRowsServer, type RowsServer } from './rowsServer';

export interface Setting {
	n8n: BenchN8n;
	sandbox: Sandbox;
	credential: SavedCredential;
	rowsServer: RowsServer;
}

/**
 * Starts a new n8n process, a server of rows, and a sandbox with points for any list. Its jobs are done at the first
 * query, so the times include no waiting.
 */
export async function withN8n<Result>(
	dependencies: Dependencies,
	use: (setting: Setting) => Promise<Result>,
): Promise<Result> {
	const rowsServer = await startRowsServer();
	const sandbox = await startSandbox({ jobSeconds: 0, rechargePoints: 1e9, countryRule: 'any' });
	const n8n = await BenchN8n.start(dependencies);
	try {
		return await use({ n8n, sandbox, credential: await n8n.credentialFor(sandbox), rowsServer });
	} finally {
		await n8n.stop();
		await sandbox.close();
		rowsServer.close();
	}
}
