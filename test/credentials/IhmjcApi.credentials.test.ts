/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import { testCredential } from '../../tools/engine/testCredential';
import { type Sandbox, startSandbox } from '../../tools/sandbox/startSandbox';

const CREDENTIALS = { account: 'demo', password: 'secret', baseUrl: 'http://127.0.0.1:8686/' };

const sign = async (request: object, credentials: object = {}) =>
	(await new IhmjcApi().authenticate(
		{ ...CREDENTIALS, ...credentials },
		request as IHttpRequestOptions,
	)) as unknown as Record<string, unknown>;

describe("the credential's signature", () => {
	it('sets account and password in a form once, even if the form is signed again', async () => {
		const body = new FormData();
		body.set('type', 'X');
		await sign({ url: '/api/UploadDx.ashx', body });
		const signed = await sign({ url: '/api/UploadDx.ashx', body });
		expect([...(signed.body as FormData).entries()]).toEqual([
			['type', 'X'],
			['account', 'demo'],
			['pass', 'secret'],
		]);
	});

	it('sets account and password in every kind of form', async () => {
		const params = await sign({ url: '/', body: new URLSearchParams('sendID=1') });
		expect(String(params.body)).toBe('sendID=1&account=demo&pass=secret');
		const object = await sign({ url: '/', body: { sendID: '1' } });
		expect(object.body).toEqual({ sendID: '1', account: 'demo', pass: 'secret' });
		const text = await sign({ url: '/', body: 'sendID=1' });
		expect(text.body).toBe('sendID=1&account=demo&pass=secret');
		const none = await sign({ url: '/' });
		expect(none.body).toEqual({ account: 'demo', pass: 'secret' });
	});

	it('sets account and password where the HTTP Request node puts its fields', async () => {
		const form = await sign({ uri: '/api/Query.ashx', form: { sendID: '1' } });
		expect(form.form).toEqual({ sendID: '1', account: 'demo', pass: 'secret' });
		const formData = await sign({ uri: '/api/Query.ashx', formData: { sendID: '1' } });
		expect(formData.formData).toEqual({ sendID: '1', account: 'demo', pass: 'secret' });
		expect(form).not.toHaveProperty('body');
	});

	it.each([
		['bytes', Buffer.from('x')],
		['a list', ['x']],
		['a stream', Readable.from(['x'])],
		['a file', new Blob(['x'])],
	])('refuses a body of %s', async (_, body) => {
		await expect(sign({ url: '/', body })).rejects.toThrow(/can't sign a file or a stream/);
	});

	it('does not change the original request or its fields', async () => {
		const request = { url: '/', body: { sendID: '1' } };
		await sign(request);
		expect(request).toEqual({ url: '/', body: { sendID: '1' } });
	});

	it.each([
		[{ url: '/api/Query.ashx' }],
		[{ url: 'api/Query.ashx' }],
		[{ url: 'http://127.0.0.1:8686/api/Query.ashx' }],
		[{ url: '/api/Query.ashx', baseURL: 'http://127.0.0.1:8686' }],
	])('sends %j to the base URL', async (request) => {
		const { baseURL, url } = await sign(request);
		expect(new URL(String(url), String(baseURL)).href).toBe('http://127.0.0.1:8686/api/Query.ashx');
	});

	it("resolves the HTTP Request node's uri against the base URL", async () => {
		expect((await sign({ uri: '/api/Query.ashx' })).uri).toBe(
			'http://127.0.0.1:8686/api/Query.ashx',
		);
	});

	it.each([
		[{ url: 'http://example.com/api/Query.ashx' }],
		[{ uri: 'http://example.com/api/Query.ashx' }],
		[{ url: 'https://127.0.0.1:8686/api/Query.ashx' }],
		[{ url: 'http://127.0.0.1:8687/api/Query.ashx' }],
		[{ url: 'http://127.0.0.1:8686.example.com/' }],
		[{ url: 'http://127.0.0.1:8686@example.com/' }],
		[{ url: '//example.com/api/Query.ashx' }],
		[{ url: '/api/Query.ashx', baseURL: 'http://example.com' }],
	])('refuses %j, which is not at the base URL', async (request) => {
		const attempt = sign(request);
		await expect(attempt).rejects.toThrow(/only signs requests to its base URL/);
		await expect(attempt).rejects.not.toThrow(/secret/);
	});

	it('turns redirects off under every name', async () => {
		expect(await sign({ url: '/' })).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
		});
	});

	it('refuses an unusable base URL', async () => {
		await expect(sign({ url: '/' }, { baseUrl: 'http://x.example/api' })).rejects.toThrow(/path/);
	});
});

describe('the credential test', () => {
	let sandbox: Sandbox;
	beforeAll(async () => (sandbox = await startSandbox()));
	afterAll(async () => await sandbox.close());
	afterEach(() => sandbox.clearQuirks());

	const test = async (fields: object = {}) =>
		await testCredential(new IhmjcApi(), {
			account: sandbox.account,
			password: sandbox.password,
			baseUrl: sandbox.url,
			...fields,
		});

	it('succeeds with the right password', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it('fails with a wrong password, although the service returns HTTP 200', async () => {
		const result = await test({ password: 'not-it' });
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('rejected the account or password'),
		});
		expect(JSON.stringify(result)).not.toContain('not-it');
	});

	it('fails with a wrong account', async () => {
		expect(await test({ account: 'nobody' })).toMatchObject({ status: 'Error' });
	});

	it.each(['html200', 'empty200', 'status500', 'status401', 'redirect', 'reset'] as const)(
		'fails if the service returns %s',
		async (quirk) => {
			sandbox.addQuirk({ quirk });
			const result = await test();
			expect(result.status).toBe('Error');
			expect(JSON.stringify(result)).not.toContain(sandbox.password);
		},
	);
});
