import { sleep } from 'n8n-workflow';

import { isSafeToResend } from '../../nodes/Ihmjc/service/Fault';
import type { Transport } from '../../nodes/Ihmjc/service/transport';
import { upload } from '../../nodes/Ihmjc/service/upload';
import { readToEnd } from '../../nodes/Ihmjc/util/streams';
import { WHATSAPP } from '../../tools/sandbox/appCodes';
import { QUICK_LIMITS } from '../helpers/runIhmjc';
import type { Responder } from '../tools/engine/testServer';
import { withTransport } from './withTransport';

const LINE = Buffer.from('14155550100\n');

const send = async (transport: Transport, list = LINE) =>
	await upload(transport, WHATSAPP, {
		name: 'numbers.txt',
		size: list.length,
		chunks: () => [list],
	});

/** The outcome of an upload of this many lines. */
const uploaded = async (answer: Responder, { lines = 1, account = 'demo' } = {}) =>
	await withTransport(
		answer,
		async (transport) => await send(transport, Buffer.concat(Array<Buffer>(lines).fill(LINE))),
		account,
	);

const answered = async (answer: string, account?: string) =>
	(await uploaded((response) => response.end(answer), { account })).outcome;

const withId = (sendID: string) => `{"RES":"100","ERR":"","DATA":{"sendID":${sendID}}}`;

describe('an upload ID', () => {
	it.each([
		['"42992"', '42992'],
		['42992', '42992'],
		['" 42992\\r\\n"', '42992'],
		['"a-b_c/1"', 'a-b_c/1'],
		['9007199254740991', '9007199254740991'],
		['"98765432109876543210"', '98765432109876543210'],
		['0', '0'],
		['1234567890123456789', '1234567890123456789'],
		['98765432109876543210', '98765432109876543210'],
	])('is accepted unchanged: %s', async (sendID, uploadId) => {
		expect(await answered(withId(sendID))).toMatchObject({ ok: true, value: { uploadId } });
	});

	it.each([
		[
			{ line: '2000', jifen: '49.8332000+0.0000' },
			{ accepted: 2000, pointsLeft: 49.8332 },
		],
		[
			{ line: 2000, jifen: 7.5 },
			{ accepted: 2000, pointsLeft: 7.5 },
		],
		[
			{ line: '2,000', jifen: '1,049.83+0.0000' },
			{ accepted: 2000, pointsLeft: 1049.83 },
		],
		[
			{ line: '0', jifen: '0.1+0.2' },
			{ accepted: 0, pointsLeft: 0.3 },
		],
		[
			{ line: '1.5', jifen: 'none' },
			{ accepted: null, pointsLeft: null },
		],
		[
			{ line: '-1', jifen: '' },
			{ accepted: null, pointsLeft: null },
		],
		[{}, { accepted: null, pointsLeft: null }],
	])('is returned with the count and the points left of %j', async (data, known) => {
		const body = JSON.stringify({ RES: '100', ERR: '', DATA: { sendID: '42992', ...data } });
		expect(await answered(body)).toEqual({ ok: true, value: { uploadId: '42992', ...known } });
	});

	it.each([
		'1.5',
		'1e30',
		'""',
		'null',
		'true',
		'["42992"]',
		'{"a":1}',
		'"two words"',
		'"a\\u0000b"',
		`"${'x'.repeat(101)}"`,
		'"demo"',
	])('is refused if it is %s', async (sendID) => {
		expect(await answered(withId(sendID))).toMatchObject({
			ok: false,
			fault: {
				kind: 'unexpectedResponse',
				message: 'Ihmjc returned a success response without an upload ID',
			},
		});
	});

	it.each(['42992', 'ada42', '42ada'])('may contain the account name %s', async (account) => {
		expect(await answered(withId('"42992"'), account)).toMatchObject({ ok: true });
		expect(await answered(withId(`"${account}-7"`), account)).toMatchObject({
			ok: true,
			value: { uploadId: `${account}-7` },
		});
	});

	it('must not contain the password', async () => {
		expect(await answered(withId('"p%C3%A4ssword%20%26%20more"'))).toMatchObject({ ok: false });
	});

	it('is not expected in a refusal without DATA', async () => {
		expect(await answered('{"RES":"101","ERR":"?"}')).toMatchObject({
			ok: false,
			fault: { kind: 'refused' },
		});
	});

	it('is reported if it comes with a refusal, because the list may be accepted', async () => {
		const DATA = '"DATA":{"sendID":"42992"}';
		expect(await answered(`{"RES":"101","ERR":"?",${DATA}}`)).toMatchObject({
			ok: false,
			fault: {
				kind: 'unexpectedResponse',
				message: 'Ihmjc returned a refusal with an upload ID, 42992',
			},
		});
		expect(await answered('{"RES":"101","ERR":"?","DATA":{"sendID":""}}')).toMatchObject({
			ok: false,
			fault: { kind: 'refused' },
		});
	});
});

describe('an upload', () => {
	it.each([
		[404, /^Check the base URL .* too long for the server\. Send fewer numbers at once/],
		[407, /proxy .* requires a login/],
		[411, /base URL .* proxy/],
		[413, /too long for the server\. Send fewer numbers at once: .*Loop Over Items/],
		[414, /too long for the server\. Send fewer numbers at once/],
		[417, /base URL .* proxy/],
	])('is refused by HTTP status %d', async (status, advice) => {
		const { outcome } = await uploaded((response) => response.writeHead(status).end('<html>'));
		expect(outcome).toMatchObject({
			ok: false,
			fault: {
				kind: 'refused',
				status,
				message: `Ihmjc returned HTTP status ${status}`,
				advice: expect.stringMatching(advice),
			},
		});
		if (!outcome.ok) expect(isSafeToResend(outcome.fault)).toBe(true);
	});

	it.each([400, 401, 403, 405, 408, 429, 500, 503])(
		'may have been accepted after HTTP status %d',
		async (status) => {
			const { outcome } = await uploaded((response) => response.writeHead(status).end());
			expect(outcome).toMatchObject({ ok: false, fault: { kind: 'httpStatus', status } });
			if (!outcome.ok) expect(isSafeToResend(outcome.fault)).toBe(false);
		},
	);

	it('is sent as a form to the address of the interface document', async () => {
		const { received } = await uploaded((response) => response.end(withId('1')));
		expect(received).toMatchObject([{ method: 'POST', url: '/api/UploadDx.ashx' }]);
		expect(received[0].headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
	});

	it('has one more second for every 20,000 bytes', async () => {
		const late = QUICK_LIMITS.uploadTimeout + 200;
		const answer: Responder = (response) => void sleep(late).then(() => response.end(withId('1')));
		const [long, short] = await Promise.all([
			uploaded(answer, { lines: 20_000 / 10 }),
			uploaded(answer),
		]);
		expect(long.outcome).toMatchObject({ ok: true, value: { uploadId: '1' } });
		expect(short.outcome).toMatchObject({
			ok: false,
			fault: { kind: 'noAnswer', message: 'Ihmjc did not respond in time' },
		});
	});

	it.each([
		['may have arrived once it was read, whatever error n8n reports', true, 'noAnswer'],
		['was not sent if n8n stops before it is read', false, 'misconfigured'],
	])('%s', async (_, isRead, kind) => {
		const { outcome } = await withTransport(
			(response) => response.end(),
			async ({ context, ...rest }) => {
				const request = async (_type: string, { body }: { body: FormData }) => {
					for (const [, part] of body) {
						if (!isRead || !(part instanceof Object)) continue;
						await readToEnd(part.stream() as unknown as AsyncIterable<Uint8Array>);
					}
					throw new Error('Something of n8n without a code');
				};
				const helpers = { ...context.helpers, httpRequestWithAuthentication: request };
				const stopping = Object.create(context, { helpers: { value: helpers } });
				return await send({ ...rest, context: stopping });
			},
		);
		expect(outcome).toMatchObject({
			ok: false,
			fault: { kind, message: 'Something of n8n without a code' },
		});
	});
});
