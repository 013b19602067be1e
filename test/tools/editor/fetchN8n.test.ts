/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { fetchN8n } from '../../../tools/editor/fetchN8n';

let server: Server;
let connections = 0;

beforeAll(async () => {
	server = createServer((request, response) => {
		request.resume().on('end', () => response.end(request.headers['x-name']));
	});
	server.on('connection', () => connections++);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

test('requests from n8n never reuse a connection, and keep their own headers', async () => {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	for (const method of ['GET', 'GET', 'POST', 'POST']) {
		const body = method === 'POST' ? '{}' : undefined;
		const response = await fetchN8n(url, { method, body, headers: { 'X-Name': method } });
		expect(await response.text()).toBe(method);
	}
	expect(connections).toBe(4);
});
