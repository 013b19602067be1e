/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { rowAt } from './numbers';

export interface RowsServer {
	/** The URL of a JSON list with this many rows. */
	urlOf(count: number): string;
	close(): void;
}

/** Serves rows over HTTP, so that n8n gets them with one of its own nodes. */
export async function startRowsServer(): Promise<RowsServer> {
	const server = createServer((request, response) => {
		const count = Number(request.url?.slice(1));
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify(Array.from({ length: count }, (_, index) => rowAt(index))));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		urlOf: (count) => `http://127.0.0.1:${port}/${count}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
