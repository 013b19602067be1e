import { balance } from '../../nodes/Ihmjc/service/balance';
import { query } from '../../nodes/Ihmjc/service/query';
import type { Transport } from '../../nodes/Ihmjc/service/transport';
import type { Responder } from '../tools/engine/testServer';
import { withTransport } from './withTransport';

const json =
	(DATA: unknown): Responder =>
	(response) =>
		response.end(JSON.stringify({ RES: '100', ERR: '', DATA }));

const requestWith = async (does: (transport: Transport) => Promise<unknown>, data: unknown) =>
	await withTransport(json(data), does);

const queried = async (data: unknown) =>
	await requestWith(async (transport) => await query(transport, '42992'), data);

describe('a query', () => {
	it('sends the upload ID as a form in one request', async () => {
		const { received } = await queried({ status: '1' });
		expect(received).toHaveLength(1);
		const [{ method, url, headers, body }] = received;
		expect([method, url]).toEqual(['POST', '/api/Query.ashx']);
		expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
			account: 'demo',
			pass: 'pässword & more',
			sendID: '42992',
		});
	});

	it.each([
		[
			{ status: '2', number2: '7', number3: 5 },
			{ done: true, status: '2', activated: 7, unregistered: 5 },
		],
		[{ status: 2 }, { done: true, status: '2' }],
		[{ status: ' 2 ' }, { done: true, status: '2' }],
		[
			{ status: '1', number2: '0' },
			{ done: false, status: '1', activated: 0 },
		],
		[
			{ status: '22', number2: '' },
			{ done: false, status: '22' },
		],
		[
			{ status: '', number2: ' ', number3: '1.5' },
			{ done: false, status: '' },
		],
		[
			{ status: '2', number2: -1, number3: 'x' },
			{ done: true, status: '2' },
		],
		[
			{ status: '2', number2: '999999999', number3: 4477009000 },
			{ done: true, status: '2', activated: 999_999_999 },
		],
		[
			{ status: '2', number2: null, number3: [1] },
			{ done: true, status: '2' },
		],
		[{ status: 'for demo' }, { done: false, status: 'for ***' }],
	])('reads %j as %j', async (data, progress) => {
		expect((await queried(data)).outcome).toEqual({
			ok: true,
			value: { activated: undefined, unregistered: undefined, more: {}, ...progress },
		});
	});

	it('passes other fields on without secrets', async () => {
		const { outcome } = await queried({ status: '2', number4: '4', who: 'demo' });
		expect(outcome).toMatchObject({ value: { more: { number4: '4', who: '***' } } });
	});

	it.each([{}, { status: null }, { status: [2] }, { status: true }])(
		'fails if the data is %j',
		async (data) => {
			expect((await queried(data)).outcome).toMatchObject({
				ok: false,
				fault: {
					kind: 'unexpectedResponse',
					message: 'Ihmjc returned a success response without a status',
				},
			});
		},
	);
});

describe('a balance', () => {
	it('sends only account and password', async () => {
		const { received } = await requestWith(balance, { balance1: '1' });
		expect(received.map(({ method, url }) => [method, url])).toEqual([
			['POST', '/api/Balance.ashx'],
		]);
		expect(Object.fromEntries(new URLSearchParams(received[0].body))).toEqual({
			account: 'demo',
			pass: 'pässword & more',
		});
	});

	it.each([
		[{ balance1: '1000', balance2: '5' }, [1000, 5, 1005]],
		[{ balance1: 7 }, [7, 0, 7]],
		[{ balance1: '0.5', balance2: '' }, [0.5, 0, 0.5]],
		[{ balance1: '-1', balance2: 'x' }, [-1, 0, -1]],
		[{ balance1: '1,234.5', balance2: '1,000,000' }, [1234.5, 1_000_000, 1_001_234.5]],
	])('reads %j as %j', async (data, [rechargePoints, bonusPoints, totalPoints]) => {
		expect((await requestWith(balance, data)).outcome).toEqual({
			ok: true,
			value: { rechargePoints, bonusPoints, totalPoints },
		});
	});

	it.each([
		{},
		{ balance1: '' },
		{ balance1: ' ' },
		{ balance1: null },
		{ balance1: 'x' },
		{ balance1: [1] },
	])('fails if the data is %j', async (data) => {
		expect((await requestWith(balance, data)).outcome).toMatchObject({
			ok: false,
			fault: { message: 'Ihmjc returned a balance response without a balance' },
		});
	});
});

describe.each([
	['a query', async (transport: Transport) => await query(transport, '42992')],
	['a balance', balance],
] as const)('%s', (_, does) => {
	it.each<[string, Responder, object]>([
		[
			'an HTTP status',
			(response) => response.writeHead(503, { 'Retry-After': '7' }).end('{"RES":"100"}'),
			{ kind: 'httpStatus', status: 503, retryAfter: 7000 },
		],
		[
			'a redirect',
			(response) => response.writeHead(307, { Location: '/elsewhere' }).end(),
			{ kind: 'httpStatus', status: 307 },
		],
		['a refusal', (response) => response.end('{"RES":"101"}'), { kind: 'refused', res: '101' }],
		['HTTP 404', (response) => response.writeHead(404).end(), { kind: 'httpStatus', status: 404 }],
		[
			'a refusal in GBK',
			(response) =>
				response.end(Buffer.from('7b22524553223a2239222c22455252223a22d55c227d', 'hex')),
			{ kind: 'refused', res: '9', err: '誠' },
		],
		['a page', (response) => response.end('<html>'), { kind: 'unexpectedResponse' }],
		['no response', (response) => response.socket?.resetAndDestroy(), { kind: 'noAnswer' }],
		['silence', () => {}, { kind: 'noAnswer', message: 'Ihmjc did not respond in time' }],
		[
			'silence after a part of the response',
			(response) => response.write('{"RES":'),
			{ kind: 'truncated' },
		],
	])('fails after one request with %s', async (__, respond, fault) => {
		const { outcome, received } = await withTransport(
			respond,
			does as (transport: Transport) => Promise<unknown>,
		);
		expect(outcome).toMatchObject({ ok: false, fault });
		expect(received).toHaveLength(1);
	});
});
