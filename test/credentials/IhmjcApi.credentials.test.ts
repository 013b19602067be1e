/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-deprecated-workflow-functions */
import { Readable } from 'node:stream';

import StreamedForm from 'form-data';
import type { IDataObject, IHttpRequestOptions, IRequestOptions } from 'n8n-workflow';

import { IhmjcApi } from '../../credentials/IhmjcApi.credentials';
import { chain } from '../../tools/engine/chain';
import { rows } from '../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../tools/engine/runWorkflow';
import { testCredential } from '../../tools/engine/testCredential';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { type Sandbox, startSandbox } from '../../tools/sandbox/startSandbox';
import { nodeThat } from '../tools/engine/nodeThat';

const CREDENTIALS = { account: 'demo', password: 'secret', baseUrl: 'http://127.0.0.1:8686/' };

const sign = async (request: object, credentials: object = {}) =>
	(await new IhmjcApi().authenticate(
		{ ...CREDENTIALS, ...credentials },
		request as IHttpRequestOptions,
	)) as unknown as Record<string, unknown>;

/** The fields of any kind of form. */
function fieldsOf(form: unknown): unknown[] {
	if (form instanceof StreamedForm) {
		const parts = form.getBuffer().toString().split(`--${form.getBoundary()}`);
		return parts.flatMap((part) => {
			const [, name, value] = /name="(.*)"\r\n\r\n(.*)\r\n$/.exec(part) ?? [];
			return name === undefined ? [] : [[name, value]];
		});
	}
	if (typeof form === 'string') return [...new URLSearchParams(form)];
	return form instanceof FormData || form instanceof URLSearchParams
		? [...form]
		: Object.entries(form as object);
}

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
		['a number', 7],
		['JSON', '{"sendID":"1=2"}'],
		['XML', '<a b="1"/>'],
		['words', 'Please query 1+1=2'],
	])('refuses a body of %s', async (_, body) => {
		for (const key of ['body', 'form', 'formData']) {
			await expect(sign({ url: '/', [key]: body })).rejects.toThrow(/can only sign a form\./);
		}
	});

	it.each(['application/json', 'text/plain', 'application/octet-stream'])(
		'refuses a body that is sent as %s',
		async (type) => {
			for (const body of [undefined, { sendID: '1' }, 'sendID=1']) {
				const attempt = sign({ url: '/', body, headers: { 'content-type': type } });
				await expect(attempt).rejects.toThrow(/can only sign a form\./);
			}
		},
	);

	it.each([
		[undefined, { 'Content-Type': 'application/x-www-form-urlencoded' }],
		[{ 'content-type': '' }, { 'content-type': 'application/x-www-form-urlencoded' }],
		[{ 'CONTENT-TYPE': 'multipart/form-data' }, { 'CONTENT-TYPE': 'multipart/form-data' }],
		[
			{ 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8', accept: '*/*' },
			{ 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8', accept: '*/*' },
		],
	])('sends fields with the headers %j as a form', async (headers, sent) => {
		for (const body of [undefined, null, '', { sendID: '1' }, 'sendID=1']) {
			expect((await sign({ url: '/', body, headers })).headers).toEqual(sent);
		}
	});

	it('keeps repeated keys of a text, and replaces account and password', async () => {
		const { body } = await sign({ url: '/', body: 'a=1&account=x&a=2%20&pass=y&account=z' });
		expect(body).toBe('a=1&account=demo&a=2+&pass=secret');
		expect((await sign({ url: '/', body })).body).toBe(body);
	});

	it.each(['body', 'form', 'formData'])(
		'signs every kind of form in %s, also twice',
		async (key) => {
			const streamed = new StreamedForm();
			streamed.append('sendID', '1');
			const form = new FormData();
			form.set('sendID', '1');
			for (const given of [
				{ sendID: '1' },
				'sendID=1',
				new URLSearchParams('sendID=1'),
				form,
				streamed,
			]) {
				const once = await sign({ url: '/', [key]: given });
				const twice = await sign({ ...once, url: '/' });
				expect(fieldsOf(twice[key])).toEqual([
					['sendID', '1'],
					['account', 'demo'],
					['pass', 'secret'],
				]);
				expect(Object.keys(twice).filter((each) => /^(body|form|formData)$/.test(each))).toEqual([
					key,
				]);
			}
		},
	);

	it('signs both places if a request has two', async () => {
		const signed = await sign({ url: '/', body: { a: '1' }, form: { b: '2' } });
		expect([signed.body, signed.form]).toEqual([
			{ a: '1', account: 'demo', pass: 'secret' },
			{ b: '2', account: 'demo', pass: 'secret' },
		]);
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
		[{ url: '/api/Query.ashx', uri: 'http://example.com/api/Query.ashx' }],
		[{ url: 'http://example.com/api/Query.ashx', uri: '/api/Query.ashx' }],
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

describe("a form signed by n8n's helpers", () => {
	let sandbox: Sandbox;
	beforeAll(async () => (sandbox = await startSandbox()));
	afterAll(async () => await sandbox.close());

	/** Sends an upload with the helper of n8n's HTTP Request node, or with the one of other nodes. */
	async function send(helper: 'old' | 'new', request: object): Promise<IDataObject> {
		let envelope: IDataObject = {};
		const uri = `${sandbox.url}/api/UploadDx.ashx`;
		const node = nodeThat(
			async function () {
				const text: unknown =
					helper === 'old'
						? await this.helpers.requestWithAuthentication.call(this, 'ihmjcApi', {
								method: 'POST',
								uri,
								headers: { accept: '*/*' },
								...request,
							} as IRequestOptions)
						: await this.helpers.httpRequestWithAuthentication.call(this, 'ihmjcApi', {
								method: 'POST',
								url: uri,
								encoding: 'text',
								...request,
							} as IHttpRequestOptions);
				envelope =
					typeof text === 'string' ? (JSON.parse(text) as IDataObject) : (text as IDataObject);
				return [{ json: {} }];
			},
			{ credentials: [{ name: 'ihmjcApi', required: true }] },
		);
		const { error } = await runWorkflow(
			chain({ name: 'Rows', type: 'test.rows' }, { name: 'Node', type: 'test.node' }),
			{
				nodeTypes: { 'test.rows': rows([{}]), 'test.node': node },
				credentialTypes: { ihmjcApi: new IhmjcApi() },
				credentials: {
					ihmjcApi: {
						account: sandbox.account,
						password: sandbox.password,
						baseUrl: sandbox.url,
					},
				},
			},
		);
		if (error) throw error;
		return envelope;
	}

	const list = (isStream: boolean) => {
		const form = new StreamedForm();
		form.append('type', WHATSAPP);
		const bytes = Buffer.from('14155550100\n');
		const options = { filename: 'a.txt', contentType: 'text/plain', knownLength: bytes.length };
		form.append('file', isStream ? Readable.from([bytes]) : bytes, options);
		return form;
	};

	it.each<['old' | 'new', string, () => object]>([
		['old', 'a form of form-data with a stream', () => ({ formData: list(true) })],
		['old', 'a form of form-data with bytes', () => ({ formData: list(false) })],
		[
			'old',
			'fields and a file',
			() => ({
				formData: {
					type: WHATSAPP,
					file: { value: Buffer.from('14155550100\n'), options: { filename: 'a.txt' } },
				},
			}),
		],
		['new', 'a form of form-data', () => ({ body: list(true) })],
	])('uploads a list by the %s helper as %s', async (helper, _, request) => {
		expect(await send(helper, request())).toMatchObject({ RES: '100', DATA: { line: '1' } });
		const { fieldNames } = sandbox.requests.at(-1)!;
		expect([...fieldNames].sort()).toEqual(['account', 'file', 'pass', 'type']);
	});

	it.each<['old' | 'new', string, object]>([
		['old', 'form', { form: { type: 'x' } }],
		['old', 'body of fields', { body: { type: 'x' } }],
		['old', 'text', { body: 'type=x', headers: { 'content-type': '' } }],
		['new', 'body of fields', { body: { type: 'x' } }],
		['new', 'text', { body: 'type=x' }],
		['new', 'body of parameters', { body: new URLSearchParams('type=x') }],
	])('is read by the service if the %s helper sends it as a %s', async (helper, _, request) => {
		expect(await send(helper, request)).toMatchObject({ RES: '103', ERR: 'Unknown type' });
		expect(sandbox.requests.at(-1)).toMatchObject({ passwordRight: true, fields: { type: 'x' } });
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
