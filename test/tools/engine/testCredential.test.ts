import { testCredential } from '../../../tools/engine/testCredential';
import { SigningApi } from './signingApi';
import { type Responder, startServer } from './testServer';

async function testResultOf(answer: Responder) {
	const server = await startServer(answer);
	try {
		return await testCredential(new SigningApi(), {
			account: 'me',
			password: 'right',
			baseUrl: server.url,
		});
	} finally {
		await server.close();
	}
}

describe('testCredential', () => {
	it('succeeds with the right fields', async () => {
		const right = await testResultOf((response, { body }) =>
			response.end(body === 'account=me&pass=right' ? '{"DATA":{"balance":"1"}}' : '{}'),
		);
		expect(right).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('returns the message of a rule for a refusal with HTTP 200', async () => {
		const refused = await testResultOf((response) => response.end('{"RES":"101","DATA":null}'));
		expect(refused).toEqual({ status: 'Error', message: 'Wrong account or password' });
	});

	it('returns the status text of any other status', async () => {
		const broken = await testResultOf((response) => response.writeHead(500).end());
		expect(broken).toEqual({ status: 'Error', message: 'Internal Server Error' });
	});

	it('returns the error code of a failed connection', async () => {
		const server = await startServer(() => {});
		await server.close();
		const nobody = await testCredential(new SigningApi(), { baseUrl: server.url });
		expect(nobody).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	it('returns the message of a rule for the status', async () => {
		const type = new SigningApi();
		type.test.rules = [
			{ type: 'responseCode', properties: { value: 403, message: 'Not from here' } },
		];
		const server = await startServer((response) => response.writeHead(403).end());
		const forbidden = await testCredential(type, { baseUrl: server.url });
		await server.close();
		expect(forbidden).toEqual({ status: 'Error', message: 'Not from here' });
	});
});
