import * as fc from 'fast-check';

import type { Endpoint } from '../tools/sandbox/quirks/quirks';
import { americanNumbers, britishNumbers, rowsOf } from './helpers/fictionalNumbers';
import {
	ACCOUNT,
	leaksIn,
	numbersIn,
	PASSWORD,
	runAny,
	traces,
	visibleTexts,
} from './helpers/leaks';
import { REGULAR } from './helpers/onError';
import { DOWNLOADS_OF_BOTH, TRIED_OPERATIONS } from './helpers/triedOperations';
import { virtualClock } from './helpers/virtualClock';
import { startServer } from './tools/engine/testServer';

const ROWS = americanNumbers(3);
/** Numbers that are in no row. */
const OTHERS = britishNumbers(3);

const IN_MEMORY = [...TRIED_OPERATIONS, ...DOWNLOADS_OF_BOTH].map((each) => ({
	...each,
	inDatabase: false,
}));
/** Waits in n8n's database. */
const IN_DATABASE = TRIED_OPERATIONS.filter(({ waits }) => waits).map((each) => ({
	...each,
	inDatabase: true,
}));

const bytesOf = (text: string, prefix: string) =>
	[...Buffer.from(text)].map((byte) => prefix + byte.toString(16).padStart(2, '0')).join('');

/** Account and password as a service may spell them when it quotes a request. */
const secret = fc
	.tuple(
		fc.constantFrom(ACCOUNT, PASSWORD),
		fc.constantFrom<Array<(text: string) => string>>(
			(text) => text,
			(text) => text.toUpperCase(),
			encodeURIComponent,
			(text) => String(new URLSearchParams({ '': text })).slice(1),
			(text) => bytesOf(text, '%'),
			(text) => bytesOf(text, '\\x'),
			(text) => JSON.stringify(text).slice(1, -1),
			(text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`),
			(text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
			(text) => Buffer.from(text).toString('latin1'),
		),
	)
	.map(([text, spell]) => spell(text));

const digits = fc.constantFrom(...ROWS, ...OTHERS, ...OTHERS.map((number) => `00${number}`));

/** What a service may say, with what it quotes of a request. */
const text = fc
	.array(
		fc.oneof(
			secret,
			digits,
			fc.constantFrom('wrong', '密码错误', '<b>', '"', '\r\n', ', ', '=', ' ', '100', '2030-01-01'),
			fc.constantFrom('+1 415 555 0100', '+44 7700 900001'),
		),
		{ minLength: 1, maxLength: 5 },
	)
	.map((parts) => parts.join(' '));

/** A field of a form that comes back, at any depth, as a name or as a value. It has digits, as the form had. */
const { echo } = fc.letrec<{ echo: unknown }>((tie) => ({
	echo: fc.oneof(
		{ maxDepth: 3 },
		secret,
		digits,
		digits.map(Number),
		fc.tuple(secret, digits).map((parts) => parts.join(' for ')),
		fc.array(tie('echo'), { maxLength: 3 }),
		fc.dictionary(fc.oneof(secret, digits, fc.constant('pass')), tie('echo'), { maxKeys: 3 }),
	),
}));

/** What a field of `DATA` may hold besides what it should. */
const odd = fc.oneof(text, echo, digits, fc.constantFrom('', null, 0, '-1', '1e9'));

const mostly = <Value>(usual: Value, weight = 6) =>
	fc.oneof({ weight, arbitrary: fc.constant<unknown>(usual) }, odd);

const FORMS: Record<Exclude<Endpoint, 'download'>, fc.Arbitrary<Record<string, unknown>>> = {
	upload: fc.record(
		{
			// Digits are an upload ID, whatever they look like.
			sendID: fc.oneof({ weight: 6, arbitrary: fc.constant<unknown>('42992') }, secret),
			line: mostly('3'),
			jifen: fc.oneof(fc.constant<unknown>('49.8332000+0.0000'), secret),
		},
		{ requiredKeys: ['sendID'] },
	),
	query: fc.record({
		status: fc.oneof({ weight: 6, arbitrary: fc.constantFrom<unknown>('1', '2') }, odd),
		number2: mostly('2', 3),
		number3: mostly('1', 3),
	}),
	balance: fc.record({ balance1: fc.constantFrom('7', 'x'), balance2: secret }),
};

/** Any envelope of an endpoint, successes among them, with fields that the document doesn't have. */
const envelope = (endpoint: Endpoint) =>
	fc
		.record({
			RES: fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>('100') }, fc.constant('101'), odd),
			ERR: fc.oneof(text, echo),
			DATA: fc.oneof(
				{
					weight: 4,
					arbitrary: fc
						.tuple(
							endpoint === 'download' ? fc.constant({}) : FORMS[endpoint],
							fc.dictionary(fc.oneof(fc.constant('number4'), secret, digits), echo, { maxKeys: 3 }),
						)
						.map(([form, more]) => ({ ...more, ...form }) as unknown),
				},
				odd,
			),
		})
		.map((each) => JSON.stringify(each));

const list = fc
	.array(fc.constantFrom(...ROWS, ...OTHERS, 'phone', ''), { maxLength: 5 })
	.map((lines) => lines.join('\n'));

const page = text.map((quote) => `<!DOCTYPE html><pre>${quote}</pre>`);

/** Any response of an endpoint. */
const response = (endpoint: Endpoint) =>
	fc.record({
		status: fc.oneof(
			{ weight: 12, arbitrary: fc.constant(200) },
			fc.constantFrom(302, 401, 404, 413, 429, 500, 503),
		),
		headers: fc.record(
			{
				// Node writes a header as Latin-1, so a name in UTF-8 is spelled as its bytes.
				'Content-Disposition': fc
					.tuple(
						secret,
						fc.constantFrom(encodeURI, (name: string) => Buffer.from(name).toString('latin1')),
					)
					.map(([name, write]) => `attachment; filename="${write(name)}.txt"`),
				'Content-Type': fc.constantFrom('text/html', 'application/json; charset=utf-8'),
				Location: secret.map((query) => `/?${encodeURIComponent(query)}`),
			},
			{ requiredKeys: [] },
		),
		body: fc.oneof(
			{ weight: 6, arbitrary: endpoint === 'download' ? list : envelope(endpoint) },
			envelope(endpoint),
			page,
			text,
			fc.constant(''),
		),
	});

const some = (endpoint: Endpoint) => fc.array(response(endpoint), { minLength: 1, maxLength: 3 });

let close = async () => {};

afterEach(async () => await close());

it('leaks no secret and no other number to errors, items, hints, logs and stored data, whatever the service returns', async () => {
	let responses: Record<string, Array<{ status: number; headers: object; body: string }>> = {};
	const server = await startServer((out, { url }) => {
		const next = responses[String(url)].shift()!;
		// Sends the responses of an endpoint in turn, again and again.
		responses[String(url)].push(next);
		out.writeHead(next.status, { ...next.headers }).end(next.body);
	});
	let handOvers = 0;
	close = server.close;
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(fc.constantFrom(...IN_MEMORY), fc.constantFrom(...IN_DATABASE)),
			fc.record({
				'/api/UploadDx.ashx': some('upload'),
				'/api/Query.ashx': some('query'),
				'/api/Download.ashx': some('download'),
				'/api/Balance.ashx': some('balance'),
			}),
			fc.boolean(),
			async ({ parameters, needsUpload, waits, inDatabase, name }, given, continues) => {
				responses = given;
				const saved: string[] = [];
				const waitIn = inDatabase ? 'database' : 'memory';
				const result = await runAny({
					sandbox: { url: server.url, account: ACCOUNT, password: PASSWORD },
					parameters: waits ? { ...parameters, options: { maxWait: 3, waitIn } } : parameters,
					items: needsUpload ? [{ uploadId: '42992' }] : rowsOf(ROWS),
					node: continues ? REGULAR : {},
					clock: virtualClock(),
					canWaitInDatabase: inDatabase,
					run: { onSave: (each) => saved.push(each) },
				});
				handOvers += saved.length;
				const visible = visibleTexts(result);
				const all = [...traces(result), ...saved];
				expect(leaksIn(all)).toEqual([]);
				expect(numbersIn(visible, [...ROWS, ...OTHERS])).toEqual([]);
				// A download returns the numbers of an upload, which may be of another execution.
				if (!name.startsWith('Download')) expect(numbersIn(all, OTHERS)).toEqual([]);
			},
		),
		// Looking for a smaller example would take minutes.
		{ numRuns: 200, endOnFailure: true },
	);
	expect(handOvers).toBeGreaterThan(0);
});
