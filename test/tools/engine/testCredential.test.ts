import { testCredential } from '../../../tools/engine/testCredential';
import { SigningApi } from './signingApi';
import { type Responder, startServer } from './testServer';

async function verdict(answer: Responder) {
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
	it('is content with the right fields', async () => {
		const right = await verdict((response, { body }) =>
			response.end(body === 'account=me&pass=right' ? '{"DATA":{"balance":"1"}}' : '{}'),
		);
		expect(right).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it("gives the rule's message for a refusal with status 200", async () => {
		const refused = await verdict((response) => response.end('{"RES":"101","DATA":null}'));
		expect(refused).toEqual({ status: 'Error', message: 'Wrong account or password' });
	});

	it('gives the status text of any other status', async () => {
		const broken = await verdict((response) => response.writeHead(500).end());
		expect(broken).toEqual({ status: 'Error', message: 'Internal Server Error' });
	});

	it('gives the code of a connection that failed', async () => {
		const server = await startServer(() => {});
		await server.close();
		const nobody = await testCredential(new SigningApi(), { baseUrl: server.url });
		expect(nobody).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});

	it('gives the message of a rule for the status', async () => {
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
