import { node } from '../../../tools/editor/node';
import { OLDEST_N8N } from '../../../tools/editor/versions';
import { WHATSAPP } from '../../../tools/sandbox/appCodes';
import { ACCOUNT, PASSWORD } from '../support/secrets';
import type { TestN8n, TestService } from '../support/TestN8n';
import { chain, errorOf, jsonOf } from '../support/workflows';

/** Tests the credential, its test request and its use in n8n's HTTP Request node. */
export function credentialsSuite(n8n: () => TestN8n): void {
	const testWith = async (data: { account?: string; password?: string; baseUrl: string }) =>
		await n8n().client.testCredential('ihmjcApi', {
			account: ACCOUNT,
			password: PASSWORD,
			...data,
		});

	test('pass the test with the right password and fail with a wrong one', async () => {
		const { sandbox } = await n8n().service();
		expect(await testWith({ baseUrl: sandbox.url })).toEqual(
			expect.objectContaining({ status: 'OK' }),
		);
		expect(await testWith({ baseUrl: sandbox.url, password: 'wrong' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('rejected the account or password'),
		});
	});

	test('fail the test without the service', async () => {
		const { sandbox } = await n8n().service({ quirks: [{ quirk: 'html200' }] });
		expect((await testWith({ baseUrl: sandbox.url })).status).toBe('Error');
		expect((await testWith({ baseUrl: 'http://127.0.0.1:9' })).status).toBe('Error');
	});

	test('sign every form of the HTTP Request node, in each of its versions', async () => {
		const isOldest = n8n().options.version === OLDEST_N8N;
		for (const typeVersion of [4, 4.1, 4.2, 4.3, ...(isOldest ? [] : [4.4, 4.5])]) {
			const service = await n8n().service();
			const { sandbox, credential } = service;
			const send = async (path: string, parameters: object) => {
				const run = await n8n().run(
					chain(
						[{ list: '14155550100\n' }],
						node(
							'convertToFile',
							'File',
							{ operation: 'toText', sourceProperty: 'list' },
							{ typeVersion: 1.1 },
						),
						node(
							'httpRequest',
							'Request',
							{
								method: 'POST',
								url: `${sandbox.url}${path}`,
								authentication: 'predefinedCredentialType',
								nodeCredentialType: 'ihmjcApi',
								sendBody: true,
								options: {},
								...parameters,
							},
							{ typeVersion, credentials: { ihmjcApi: credential } },
						),
					),
				);
				return { error: errorOf(run), request: sandbox.requests.at(-1) };
			};
			const multipart = await send('/api/UploadDx.ashx', {
				contentType: 'multipart-form-data',
				bodyParameters: {
					parameters: [
						{ parameterType: 'formData', name: 'type', value: WHATSAPP },
						{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
					],
				},
			});
			expect(multipart.error).toBe('');
			expect(sandbox.uploads).toMatchObject([{ count: 1 }]);

			const parameters = [{ name: 'sendID', value: '42992' }];
			const pairs = { bodyParameters: { parameters } };
			for (const kind of [
				{ contentType: 'form-urlencoded', ...pairs },
				{ contentType: 'form-urlencoded', specifyBody: 'string', body: 'sendID=42992' },
				{ contentType: 'json', ...pairs },
				{ contentType: 'json', specifyBody: 'json', jsonBody: '{"sendID":"42992"}' },
				{
					contentType: 'raw',
					rawContentType: 'application/x-www-form-urlencoded',
					body: 'sendID=42992',
				},
			]) {
				const { error, request } = await send('/api/Query.ashx', kind);
				expect(error).toBe('');
				expect(request).toMatchObject({ passwordRight: true, fields: { sendID: '42992' } });
			}
			for (const kind of [
				{ contentType: 'raw', rawContentType: 'application/json', body: '{"sendID":"42992"}' },
				{ contentType: 'binaryData', inputDataFieldName: 'data' },
			]) {
				expect((await send('/api/Query.ashx', kind)).error).toContain('can only sign a form');
			}
		}
	});

	const request = ({ credential }: TestService, url: string, options = {}) =>
		chain(
			[{}],
			node(
				'httpRequest',
				'Request',
				{
					method: 'POST',
					url,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'ihmjcApi',
					sendBody: true,
					contentType: 'form-urlencoded',
					bodyParameters: { parameters: [{ name: 'note', value: 'mine' }] },
					options,
				},
				{ typeVersion: 4.2, credentials: { ihmjcApi: credential } },
			),
		);

	test('work in the HTTP Request node for the base URL', async () => {
		const service = await n8n().service({ rechargePoints: 77 });
		const run = await n8n().run(request(service, `${service.sandbox.url}/api/Balance.ashx`));
		expect(errorOf(run)).toBe('');
		const [answer] = jsonOf(run, 'Request');
		const envelope = typeof answer.data === 'string' ? JSON.parse(answer.data) : answer;
		expect(envelope).toEqual(expect.objectContaining({ RES: '100' }));
		expect(service.sandbox.requests.at(-1)?.fields).toEqual(
			expect.objectContaining({ note: 'mine' }),
		);
	});

	test('are refused in the HTTP Request node for other hosts', async () => {
		const service = await n8n().service();
		const other = await n8n().service();
		const run = await n8n().run(request(service, `${other.sandbox.url}/api/Balance.ashx`));
		expect(run.status).toBe('error');
		expect(errorOf(run)).toContain('signs requests to its base URL');
		expect(other.sandbox.requests).toEqual([]);
	});

	test.each([{}, { redirect: { redirect: { followRedirects: true, maxRedirects: 5 } } }])(
		'are not sent to the target of a redirect by the HTTP Request node with options %j',
		async (options) => {
			const other = await n8n().service();
			const value = `${other.sandbox.url}/api/Balance.ashx`;
			const service = await n8n().service({ quirks: [{ quirk: 'redirect', value }] });
			await n8n().run(request(service, `${service.sandbox.url}/api/Balance.ashx`, options));
			expect(service.sandbox.requests).toHaveLength(1);
			expect(other.sandbox.requests).toEqual([]);
		},
	);
}
