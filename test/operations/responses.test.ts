import type { IDataObject } from 'n8n-workflow';

import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import { americanNumbers, britishNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { errorOf, jsonOf } from '../helpers/ihmjcResult';
import { setUp } from '../helpers/setUp';
import { textsIn } from '../helpers/textsIn';
import { TRIED_OPERATIONS } from '../helpers/triedOperations';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

const NUMBERS = americanNumbers(3);
const items = rowsOf(NUMBERS);
const UPLOAD = { operation: 'upload', defaultCountry: 'none' };
const CHECK = { operation: 'check', defaultCountry: 'none' };

describe('a refused upload', () => {
	it.each(['gb2312', 'none'])(
		'is quoted from GBK (charset: %s), and may be sent again',
		async (value) => {
			const { run, sandbox, spent } = await setUp();
			sandbox.addQuirk({ quirk: 'refuse', value: '199:余额不足誠', times: 1 });
			sandbox.addQuirk({ quirk: 'gbk', value });
			const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
			const result = await run(UPLOAD, { items, node });
			expect(jsonOf(result)).toMatchObject([{ uploadId: '42992', accepted: 3 }]);
			expect(spent()).toBe(3);

			sandbox.addQuirk({ quirk: 'refuse', value: '199:余额不足誠' });
			expect(errorOf(await run(UPLOAD, { items }))).toMatchObject({
				message: 'Ihmjc refused: 余额不足誠 (RES 199)',
				description: expect.stringMatching(/^The upload of 3 numbers was not accepted/),
			});
		},
	);

	it.each(['404', '407', '411', '413', '414', '417'])(
		'was not accepted if HTTP status %s says so, and may be sent again',
		async (value) => {
			const { run, sandbox, spent, requestCounts } = await setUp();
			sandbox.addQuirk({ quirk: 'httpRefusal', value, endpoint: 'upload', times: 2 });
			const error = errorOf(await run(CHECK, { items }));
			expect(error.message).toBe(`Ihmjc returned HTTP status ${value}`);
			expect(error.description).toMatch(
				/^The upload of 3 numbers was not accepted and not charged\. (?!.*so few)\S/,
			);
			expect(requestCounts()).toMatchObject({ upload: 1 });

			const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
			const kept = await run({ ...CHECK, options: { failedNumbers: 'error' } }, { items, node });
			expect(jsonOf(kept).map(({ ihmjcStatus }) => ihmjcStatus)).not.toContain('failed');
			expect(spent()).toBe(3);
		},
	);

	it('makes rows that are refused and not charged', async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'httpRefusal', value: '413', endpoint: 'upload' });
		const result = await run({ ...CHECK, options: { failedNumbers: 'keep' } }, { items });
		expect(jsonOf(result)[0]).toMatchObject({
			ihmjcStatus: 'failed',
			ihmjcReason: 'refused',
			ihmjcUploadId: '',
			ihmjcMessage: expect.stringMatching(/HTTP status 413\..* Send fewer numbers at once/),
		});
	});
});

describe('a response with a field that is nested too deep', () => {
	it.each<[string, QuirkRule[], IDataObject[]]>([
		['a success', [], []],
		['a refused query', [{ quirk: 'refuse', endpoint: 'query', times: 2 }], []],
		['a refused download', [{ quirk: 'refuse', endpoint: 'download', times: 2 }], []],
	])('does no harm in %s', async (_, rules) => {
		for (const canWaitInDatabase of [false, true]) {
			const { run, sandbox, spent } = await setUp({ jobSeconds: 300 });
			sandbox.addQuirk({ quirk: 'deepData' });
			rules.forEach((rule) => sandbox.addQuirk(rule));
			const result = await run(CHECK, { items, canWaitInDatabase });
			expect(jsonOf(result).map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(
				NUMBERS.map((number) => sandbox.statusOf(number, 'DE8E6A1F3499B973')),
			);
			expect(spent()).toBe(3);
		}
	});

	it('keeps its upload ID', async () => {
		const { run, sandbox } = await setUp();
		sandbox.addQuirk({ quirk: 'deepData' });
		expect(jsonOf(await run(UPLOAD, { items }))).toMatchObject([{ uploadId: '42992' }]);
	});
});

const OPERATIONS = TRIED_OPERATIONS.filter(({ isTrigger }) => !isTrigger);

describe.each(OPERATIONS)(
	'a form that is echoed in DATA',
	({ name, parameters, endpoints, needsUpload }) => {
		it.each([false, true])(`is not kept by ${name} (refused: %s)`, async (isRefused) => {
			const account = 'canary-account';
			const password = 'canary-password';
			const { run, sandbox } = await setUp({ account, password });
			await upload(sandbox, britishNumbers(3));
			sandbox.addQuirk({ quirk: 'echoedForm' });
			if (isRefused)
				for (const endpoint of endpoints) sandbox.addQuirk({ quirk: 'refuse', endpoint });
			const result = await run(parameters, {
				items: needsUpload ? [{ uploadId: '42992' }] : items,
			});
			const texts = textsIn([result.data, result.logs, result.error]);
			expect(texts.filter((text) => text.includes('canary'))).toEqual([]);
			if (isRefused || name === 'Query') {
				expect(texts.filter((text) => text.includes(britishNumbers(1)[0]))).toEqual([]);
			}
		});
	},
);

it.each([
	['extended', '列表_42992_activated.txt'],
	['percent', '列表_42992_activated.txt'],
	['raw', '列表_42992_activated.txt'],
	['space', '列表 42992_activated.txt'],
])('keeps the name of a file that is written as %s', async (value, fileName) => {
	const { run, sandbox } = await setUp();
	await upload(sandbox, NUMBERS);
	sandbox.addQuirk({ quirk: 'fileName', value });
	const result = await run({ operation: 'download' }, { items: [{ uploadId: '42992' }] });
	expect(jsonOf(result)).toMatchObject([{ fileName }]);
});

it('hands nothing of a refused query over to the database', async () => {
	const { run, sandbox } = await setUp({ account: 'canary-account', password: 'canary-password' });
	sandbox.addQuirk({ quirk: 'refuse', endpoint: 'query' });
	sandbox.addQuirk({ quirk: 'echoedForm' });
	const handedOver: unknown[] = [];
	const executeWorkflow = async (...started: unknown[]) => {
		handedOver.push(started[0]);
		return await Promise.reject(new Error('The database is full'));
	};
	await run(
		{ ...CHECK, options: { maxWait: 5, failedNumbers: 'keep' } },
		{ items, canWaitInDatabase: true, run: { executeWorkflow } },
	);
	expect(handedOver).toHaveLength(1);
	const texts = textsIn(handedOver);
	expect(texts.join()).toContain('余额不足');
	expect(texts.filter((text) => text.includes('canary'))).toEqual([]);
});
