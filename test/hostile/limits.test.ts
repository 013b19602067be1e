/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import { LIMITS } from '../../nodes/Ihmjc/service/Dependencies';
import { americanNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { runIhmjc } from '../helpers/runIhmjc';
import { closeAll, start } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const ITEMS = rowsOf(americanNumbers(3)).map((row) => ({ ...row, uploadId: '42992' }));

const DONE = JSON.stringify({
	RES: '100',
	ERR: '',
	DATA: { sendID: '42992', status: '2', number2: '2', number3: '1' },
});

/** Starts a server whose responses to `path` never end. */
async function startEndlessServer(path: string, chunk: string, pause = 0) {
	let sent = 0;
	const pour = (response: ServerResponse) => {
		while (!response.destroyed) {
			sent += chunk.length;
			const hasSpace = response.write(chunk);
			if (pause > 0) return void setTimeout(pour, pause, response);
			if (!hasSpace) return void response.once('drain', () => pour(response));
		}
	};
	const server = createServer((request, response) => {
		request.resume().on('end', () => {
			if (request.url === path) pour(response);
			else response.end(DONE);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		sent: () => sent,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const download: INodeParameters = { operation: 'download' };
const cases: Array<[string, string, INodeParameters, string]> = [
	['an upload', '/api/UploadDx.ashx', { operation: 'upload', defaultCountry: 'none' }, '{"RES":'],
	['a query', '/api/Query.ashx', { operation: 'query' }, ' '],
	['a balance', '/api/Balance.ashx', { resource: 'account', operation: 'balance' }, '{'],
	['a refused download', '/api/Download.ashx', download, '{"RES":'],
	['a list', '/api/Download.ashx', download, '14155550100\n'],
	['a list as items', '/api/Download.ashx', { ...download, outputAs: 'items' }, '1\n'],
	['a list without lines', '/api/Download.ashx', { ...download, outputAs: 'items' }, '1'],
	['a list of nothing', '/api/Download.ashx', download, '\n'],
	[
		'a check',
		'/api/Download.ashx',
		{ operation: 'check', defaultCountry: 'none' },
		'14155550100\n',
	],
];

const sandboxAt = (url: string) => ({ url, account: 'demo', password: 'sandbox-demo' });

it.each(cases)('stops reading an endless response to %s', async (_, path, parameters, text) => {
	const server = await startEndlessServer(path, text.repeat(20_000));
	const result = await runIhmjc({
		sandbox: sandboxAt(server.url),
		parameters,
		items: ITEMS.slice(0, 1),
		limits: { fileBytes: 1_000_000 },
	});
	expect(result.status).toBe('error');
	// At most ten times the size of the network's own buffers.
	expect(server.sent()).toBeLessThan(10 * 8_000_000);
	await server.close();
});

it('reads no more of the lists of a resumed upload than they can have', async () => {
	// None of these numbers is the row's. Spaces take less time than numbers.
	const line = `14155550177${' '.repeat(200)}\n`;
	const server = await startEndlessServer('/api/Download.ashx', line.repeat(1000));
	const [{ phone }] = ITEMS;
	const row = { phone, ihmjcStatus: 'pending', ihmjcNumber: phone, ihmjcUploadId: '42992' };
	const result = await runIhmjc({
		sandbox: sandboxAt(server.url),
		parameters: { operation: 'check', defaultCountry: 'none' },
		items: [row],
	});
	expect(result.error?.message).toMatch(/The response from Ihmjc is too long/);
	// Two lists of 10,000 numbers, each tried several times.
	expect(server.sent()).toBeLessThan(2 * 12 * 10_000_000);
	await server.close();
}, 90_000);

it('stops reading an endless text instead of a list, whatever the limit of a file', async () => {
	const server = await startEndlessServer('/api/Download.ashx', 'no numbers\n'.repeat(2000));
	const result = await runIhmjc({
		sandbox: sandboxAt(server.url),
		parameters: download,
		items: ITEMS.slice(0, 1),
		limits: { fileBytes: Infinity },
	});
	expect(result.error?.message).toMatch(/^Ihmjc returned something other than a list of numbers/);
	await server.close();
});

it.each(cases)(
	'stops waiting for a response to %s that arrives byte by byte',
	async (_, path, parameters, text) => {
		const server = await startEndlessServer(path, text[0], 10);
		const result = await runIhmjc({
			sandbox: sandboxAt(server.url),
			parameters,
			items: ITEMS.slice(0, 1),
			limits: { responseTimeout: 50, uploadTimeout: 50, envelopeTime: 50 },
		});
		expect(result.status).toBe('error');
		await server.close();
	},
);

describe('the timeout of a response', () => {
	it('is longer for an upload, because the service reads all of it first', async () => {
		const sandbox = await start({ quirks: [{ quirk: 'slowResponse', value: '300' }] });
		const limits = { responseTimeout: 150, uploadTimeout: 3000 };
		const uploaded = await runIhmjc({
			sandbox,
			parameters: { operation: 'upload', defaultCountry: 'none' },
			items: ITEMS,
			limits,
		});
		expect(uploaded.status).toBe('success');
		const uploadId = sandbox.uploads[0].sendID;
		const asked = await runIhmjc({
			sandbox,
			parameters: { operation: 'query' },
			items: [{ uploadId }],
			limits,
		});
		expect(asked.error?.message).toMatch(/^Ihmjc did not respond in time/);
	});

	it('is minutes for an upload and seconds for other requests', () => {
		expect(LIMITS.uploadTimeout).toBeGreaterThanOrEqual(300_000);
		expect(LIMITS.responseTimeout).toBeLessThanOrEqual(30_000);
	});
});
