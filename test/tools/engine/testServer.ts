/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
	method?: string;
	url?: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export type Responder = (response: ServerResponse, request: Received) => void;

/** Starts a local server that records each request and calls `respond` for it. */
export async function startServer(respond: Responder) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const { method, url, headers } = request;
			received.push({ method, url, headers, body });
			respond(response, received[received.length - 1]);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		received,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
