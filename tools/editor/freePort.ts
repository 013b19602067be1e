/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Returns a free port of this machine: the preferred one if possible. */
export async function freePort(preferred = 0): Promise<number> {
	const server = createServer();
	try {
		server.listen(preferred, '127.0.0.1');
		await once(server, 'listening');
	} catch (error) {
		if (preferred === 0) throw error;
		return await freePort();
	}
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
