/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { FEW_FIELDS, rowAt } from './numbers';

export interface RowsServer {
	/** The URL of a JSON list with this many rows of this many fields. */
	urlOf(count: number, fields?: number): string;
	close(): void;
}

/** Serves rows over HTTP, so that n8n gets them with one of its own nodes. */
export async function startRowsServer(): Promise<RowsServer> {
	const server = createServer((request, response) => {
		const [count, fields] = (request.url ?? '').slice(1).split('/').map(Number);
		response.setHeader('Content-Type', 'application/json');
		const list = Array.from({ length: count }, (_, index) => rowAt(index, fields));
		response.end(JSON.stringify(list));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		urlOf: (count, fields = FEW_FIELDS) => `http://127.0.0.1:${port}/${count}/${fields}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
