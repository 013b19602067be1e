import type { IDataObject } from 'n8n-workflow';

import { balance } from '../../nodes/Ihmjc/service/balance';
import { accountKey, type Transport } from '../../nodes/Ihmjc/service/transport';
import { virtualClock } from '../helpers/virtualClock';
import { withTransport } from './withTransport';

describe('the key of an account', () => {
	it.each(['http://i.ihmjc.com/', ' http://i.ihmjc.com', 'i.ihmjc.com', 'HTTP://I.IHMJC.COM:80'])(
		'is the same for the base URL %j',
		async (baseUrl) => {
			const keyOf = async (data: IDataObject) =>
				await accountKey({
					context: { getCredentials: async () => data },
					clock: virtualClock(),
				} as unknown as Transport);
			const key = await keyOf({ baseUrl: 'http://i.ihmjc.com', account: 'ada' });
			expect(await keyOf({ baseUrl, account: 'ada' })).toBe(key);
			expect(await keyOf({ baseUrl, account: 'bob' })).not.toBe(key);
			expect(await keyOf({ baseUrl: 'http://other.invalid', account: 'ada' })).not.toBe(key);
		},
	);
});

describe('a request', () => {
	it('reuses the credential of the previous request, and reads it again after some seconds', async () => {
		const reads: number[] = [];
		let now = 0;
		const { received } = await withTransport(
			(response) => response.end(JSON.stringify({ RES: '100', DATA: { balance1: '1' } })),
			async ({ context, clock, ...rest }) => {
				const getCredentials = async (type: string) => {
					reads.push(now);
					return { ...(await context.getCredentials(type)), account: `read at ${now}` };
				};
				const counting = Object.create(context, { getCredentials: { value: getCredentials } });
				const transport = { ...rest, context: counting, clock: { ...clock, now: () => now } };
				for (now of [0, 4000, 6000]) await balance(transport);
			},
		);
		expect(reads).toEqual([0, 6000]);
		const accounts = received.map(({ body }) => new URLSearchParams(body).get('account'));
		expect(accounts).toEqual(['read at 0', 'read at 0', 'read at 6000']);
	});
});
