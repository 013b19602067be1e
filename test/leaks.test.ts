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
import { startGate } from './helpers/startGate';
import { textsIn } from './helpers/textsIn';
import { DOWNLOADS_OF_BOTH, TRIED_OPERATIONS } from './helpers/triedOperations';
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
		const result = await runAny({
			sandbox,
			parameters,
			items: uploadId === undefined ? ITEMS : [{ uploadId }],
			limits: what === 'a timeout' ? { responseTimeout: 100, uploadTimeout: 100 } : undefined,
			password,
		});
		expect(leaksIn([...(await tracesAndFiles(result)), ...log])).toEqual([]);
		expect(numbersIn([...visibleTexts(result), ...log], NUMBERS)).toEqual([]);
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
