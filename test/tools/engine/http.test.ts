/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { chain } from '../../../tools/engine/chain';
import { rows } from '../../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../../tools/engine/runWorkflow';
import { nodeThat } from './nodeThat';
import { SigningApi } from './signingApi';
import { startServer } from './testServer';

const workflow = chain({ name: 'Rows', type: 'test.rows' }, { name: 'Node', type: 'test.node' });

async function run(
	baseUrl: string,
	does: (request: (options: IHttpRequestOptions) => Promise<unknown>) => Promise<unknown>,
) {
	const credential = new SigningApi();
	const node = nodeThat(
		async function (this: IExecuteFunctions) {
			const answer = await does(
				async (options) =>
					await this.helpers.httpRequestWithAuthentication.call(this, 'signingApi', options),
			);
			return [{ json: { answer } as { answer: string } }];
		},
		{ credentials: [{ name: 'signingApi', required: true }] },
	);
	const result = await runWorkflow(workflow, {
		nodeTypes: { 'test.rows': rows([{}]), 'test.node': node },
		credentialTypes: { signingApi: credential },
		credentials: { signingApi: { baseUrl, password: 'secret' } },
	});
	return { result, credential };
}

let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
	server = await startServer((response, { url }) => {
		response.statusCode = url === '/refused' ? 401 : 200;
		response.end(url === '/json' ? '{"RES":"100"}' : 'one\ntwo\n');
	});
});
beforeEach(() => server.received.splice(0));
afterAll(async () => await server.close());

describe('a request with a credential', () => {
	it("is signed by the credential type's function, with default field values", async () => {
		const { result, credential } = await run(server.url, async (request) => {
			const body = new URLSearchParams({ sendID: '1' });
			return await request({ method: 'POST', url: '/json', body });
		});
		expect(result.items('Node')[0].json.answer).toEqual({ RES: '100' });
		expect(server.received[0].body).toBe('sendID=1&account=guest&pass=secret');
		expect(credential.bodies).toEqual(['URLSearchParams']);
	});

	it('sends files in a form', async () => {
		const { result } = await run(server.url, async (request) => {
			const body = new FormData();
			body.set('file', new Blob(['4155550100\n']), 'numbers.txt');
			return await request({ method: 'POST', url: '/json', body });
		});
		expect(result.status).toBe('success');
		const [{ headers, body }] = server.received;
		expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(headers['content-length']).toBe(String(body.length));
		expect(body).toMatch(
			/name="file"; filename="numbers.txt"[^]*4155550100\n[^]*name="pass"[^]*secret/,
		);
	});

	it('streams a download', async () => {
		const { result } = await run(server.url, async (request) => {
			const response = (await request({
				method: 'POST',
				url: '/file',
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			})) as IN8nHttpFullResponse;
			return await text(response.body as IncomingMessage);
		});
		expect(result.items('Node')[0].json.answer).toBe('one\ntwo\n');
	});

	it('is repeated by n8n after HTTP 401, unless status errors are ignored', async () => {
		const refused: IHttpRequestOptions = { method: 'POST', url: '/refused' };
		const judged = await run(server.url, async (request) => await request(refused));
		expect(judged.result.status).toBe('error');
		expect(judged.result.error?.message).toContain('Authorization failed');
		expect(server.received.splice(0)).toHaveLength(2);

		const left = await run(server.url, async (request) => {
			const all = { ...refused, returnFullResponse: true, ignoreHttpStatusErrors: true };
			return ((await request(all)) as IN8nHttpFullResponse).statusCode;
		});
		expect(left.result.items('Node')[0].json.answer).toBe(401);
		expect(server.received).toHaveLength(1);
	});

	it('fails if the credential is missing', async () => {
		const needy = nodeThat(
			async function () {
				await this.getCredentials('signingApi');
				return [];
			},
			{ credentials: [{ name: 'signingApi', required: true }] },
		);
		const options = {
			nodeTypes: { 'test.rows': rows([{}]), 'test.node': needy },
			credentialTypes: { signingApi: new SigningApi() },
		};
		const none = await runWorkflow(workflow, options);
		expect(none.error?.message).toBe('Node does not have any credentials set');

		const named = structuredClone(workflow);
		named.nodes[1].credentials = { signingApi: { id: 'abc', name: 'Mine' } };
		const unknown = await runWorkflow(named, options);
		expect(unknown.error?.message).toContain('Credential "Mine" of the type');
		for (const key of ['abc', 'Mine', 'signingApi']) {
			const found = await runWorkflow(named, { ...options, credentials: { [key]: {} } });
			expect(found.status).toBe('success');
		}
	});
});
