import type { RunResult } from '../tools/engine/RunResult';
import type { QuirkRule } from '../tools/sandbox/quirks/QuirkRule';
import { startSandbox } from '../tools/sandbox/startSandbox';
import { americanNumbers, rowsOf } from './helpers/fictionalNumbers';
import {
	ACCOUNT,
	leaksIn,
	numbersIn,
	PASSWORD,
	runAny,
	traces,
	visibleTexts,
} from './helpers/leaks';
import type { IhmjcRun } from './helpers/runIhmjc';
import { startGate } from './helpers/startGate';
import { textsIn } from './helpers/textsIn';
import { DOWNLOADS_OF_BOTH, TRIED_OPERATIONS } from './helpers/triedOperations';
import { virtualClock } from './helpers/virtualClock';
import { type Responder, type Received, startServer } from './tools/engine/testServer';
import { upload } from './tools/sandbox/client';

const WRONG_PASSWORD = 'canary-wrong-password';

const NUMBERS = americanNumbers(3);
const ITEMS = rowsOf(NUMBERS);

const OPERATIONS = [...TRIED_OPERATIONS, ...DOWNLOADS_OF_BOTH];

/** Every text that a run leaves behind, including files. */
async function tracesAndFiles(result: RunResult): Promise<string[]> {
	const files = await Promise.all(
		result
			.items('Ihmjc')
			.filter(({ binary }) => binary?.data)
			.map(async (item) => (await result.binary(item)).toString('latin1')),
	);
	return [...traces(result), ...files];
}

const ON_ERROR = [undefined, 'continueRegularOutput'] as const;

const open: Array<{ close(): Promise<unknown> }> = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (server) => await server.close()));
});

it('detects leaked secrets and numbers', () => {
	const error = new Error('outside', { cause: { config: { data: `pass=${PASSWORD}` } } });
	Object.defineProperty(error, 'hidden', { value: new Map([['x', [ACCOUNT]]]) });
	const bytes = Buffer.from(PASSWORD);
	expect(leaksIn(textsIn({ error }))).toEqual(
		expect.arrayContaining([`pass=${PASSWORD}`, ACCOUNT]),
	);
	expect(leaksIn(textsIn({ deep: [{ bytes }] }))).toEqual([PASSWORD]);
	for (const text of ['%63anary', '&#99;anary', '&#x63;anary', '\\u0063anary', '\\\\x63anary']) {
		expect(leaksIn([text])).toEqual([text]);
	}
	expect(numbersIn(['No +1 (415) 555-0100'], NUMBERS)).toHaveLength(1);
});

describe.each(OPERATIONS)('$name', ({ parameters, needsUpload, endpoints }) => {
	const faults: Array<[what: string, quirks: QuirkRule[], password: string]> = [
		['success', [], PASSWORD],
		['a wrong password', [], WRONG_PASSWORD],
		['a refusal', [{ quirk: 'refuse' }], PASSWORD],
		['a timeout', [{ quirk: 'hang' }], PASSWORD],
		['a broken connection', [{ quirk: 'reset' }], PASSWORD],
		['a crash', [{ quirk: 'status500' }], PASSWORD],
		['HTTP 401', [{ quirk: 'status401' }], PASSWORD],
		['a redirect', [{ quirk: 'redirect' }], PASSWORD],
		['an HTML page', [{ quirk: 'html200' }], PASSWORD],
	];
	if (endpoints.includes('download')) {
		faults.push(['a download that is cut off', [{ quirk: 'truncatedDownload' }], PASSWORD]);
	}

	it.each(faults)('leaks nothing after %s', async (what, quirks, password) => {
		const log: string[] = [];
		const sandbox = await startSandbox({
			account: ACCOUNT,
			password: PASSWORD,
			log: (line) => log.push(line),
		});
		open.push(sandbox);
		const uploadId = needsUpload ? await upload(sandbox, NUMBERS) : undefined;
		quirks.forEach((rule) => sandbox.addQuirk(rule));
		await Promise.all(
			ON_ERROR.map(async (onError) => {
				const result = await runAny({
					sandbox,
					parameters,
					items: uploadId === undefined ? ITEMS : [{ uploadId }],
					limits: what === 'a timeout' ? { responseTimeout: 100, uploadTimeout: 100 } : undefined,
					password,
					node: { onError },
				});
				expect(leaksIn([...(await tracesAndFiles(result)), ...log])).toEqual([]);
				expect(numbersIn([...visibleTexts(result), ...log], NUMBERS)).toEqual([]);
			}),
		);
		expect(sandbox.requests.length > 0).toBe(endpoints.length > 0);
	});

	it('leaks nothing after a refused connection', async () => {
		const gate = await startGate('http://127.0.0.1:1');
		await gate.shut();
		const result = await runAny({
			sandbox: { url: gate.url, account: ACCOUNT, password: PASSWORD },
			parameters,
			items: needsUpload ? [{ uploadId: '1' }] : ITEMS,
		});
		const texts = traces(result);
		const isAsked = endpoints.length > 0;
		expect(/could not be reached \(connection refused\)/.test(texts.join())).toBe(isAsked);
		expect(leaksIn(texts)).toEqual([]);
	});
});

/** Quotes of a request that the service may return, with the decoded password. */
function quotes({ body }: Received): string[] {
	return [
		body,
		`account=${ACCOUNT}&pass=${PASSWORD}`,
		JSON.stringify({ account: ACCOUNT, pass: PASSWORD }),
		`Wrong password: ${PASSWORD} for ${ACCOUNT}, line 1: ${NUMBERS[0]}, +1 415 555 0100`,
		`${new URLSearchParams({ account: ACCOUNT, pass: PASSWORD })}`,
		`${encodeURIComponent(ACCOUNT)}/${encodeURIComponent(PASSWORD)}`,
		`<b>${PASSWORD.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</b>`,
	];
}

const envelope =
	(content: object): Responder =>
	(response) => {
		response.setHeader('Content-Type', 'text/html');
		response.end(JSON.stringify(content));
	};

/** Responses that quote the request. */
const ECHOES: Array<[name: string, respond: (quote: string, path: string) => Responder]> = [
	['ERR', (ERR) => envelope({ RES: '199', ERR })],
	['RES', (RES) => envelope({ RES, ERR: '' })],
	['an upload ID', (sendID) => envelope({ RES: '100', ERR: '', DATA: { sendID } })],
	[
		'a status',
		(status) =>
			envelope({ RES: '100', ERR: '', DATA: { sendID: '42992', status, balance1: status } }),
	],
	[
		'unknown keys',
		(quote) =>
			envelope({
				RES: '100',
				ERR: '',
				DATA: {
					sendID: '42992',
					status: '2',
					balance1: '1',
					number4: quote,
					[quote]: { deep: [quote, { [quote]: 1 }] },
				},
			}),
	],
	[
		'a page',
		(quote) => (response) => {
			response.statusCode = 200;
			response.end(`<!DOCTYPE html><pre>${quote}</pre>`);
		},
	],
	[
		'a crash, its headers and a redirect',
		(quote) => (response) => {
			const header = encodeURIComponent(quote);
			response.writeHead(302, { Location: `/?${header}`, 'X-Request': header });
			response.end(quote);
		},
	],
	[
		'the name of a file',
		(quote, path) => (response, request) => {
			if (path === '/api/Download.ashx') {
				// As bytes, which Node reads as Latin-1.
				const name = Buffer.from(quote.replace(/[\r\n\t]/g, ' ')).toString('latin1');
				response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
				response.end(request.body.includes('type=1') ? 'PK\x05\x06'.padEnd(22, '\0') : '');
				return;
			}
			const DATA = { sendID: '42992', status: '2', balance1: '1' };
			envelope({ RES: '100', ERR: '', DATA })(response, request);
		},
	],
];

describe.each(ECHOES)('a service that quotes the request in %s', (_, respondWith) => {
	it.each(OPERATIONS)('leaks nothing to $name', async ({ parameters, needsUpload, waits }) => {
		let at = 0;
		const server = await startServer((response, request) => {
			const choices = quotes(request);
			respondWith(choices[at++ % choices.length], String(request.url))(response, request);
		});
		open.push(server);
		const run: IhmjcRun = {
			sandbox: { url: server.url, account: ACCOUNT, password: PASSWORD },
			parameters: waits ? { ...parameters, options: { maxWait: 3 } } : parameters,
			items: needsUpload ? [{ uploadId: '42992' }] : ITEMS,
			clock: virtualClock(),
		};
		for (let round = 0; round < 7; round++) {
			at = round;
			const result = await runAny({ ...run, node: { onError: ON_ERROR[round % 2] } });
			expect(leaksIn(await tracesAndFiles(result))).toEqual([]);
			expect(numbersIn(visibleTexts(result), NUMBERS)).toEqual([]);
		}
		expect(server.received.some(({ body }) => /canary/.test(body))).toBe(true);
	});
});
