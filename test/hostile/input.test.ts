import * as fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { valueAt } from '../../nodes/Ihmjc/input/phoneCells';
import { cleanNumber } from '../../nodes/Ihmjc/numbers/cleanNumber';
import { separateNumbers } from '../../nodes/Ihmjc/numbers/entries';
import { withoutNumbers } from '../../nodes/Ihmjc/numbers/withoutNumbers';
import { fileNameOf, safeFileName } from '../../nodes/Ihmjc/service/fileNames';
import { fileOf } from '../../tools/engine/rowsTrigger';
import { type Sandbox, startSandbox } from '../../tools/sandbox/startSandbox';
import { runIhmjc } from '../helpers/runIhmjc';

const RUNS = { numRuns: 40 };
const UNSAFE = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'];
const own = () => [Object.prototype, Array.prototype, Function.prototype].map(Reflect.ownKeys);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ countryRule: 'any', rechargePoints: 1e9 });
});
afterAll(async () => await sandbox.close());

/** Any content of a cell, including numbers and text that would add a second line to a list. */
const cell = fc.oneof(
	fc.stringMatching(/^\+1415555\d{4}$/),
	fc.stringMatching(/^\+1415555\d{4}[\r\n\v\u0085\u2028\0,;]{1,2}\+1415555\d{4}$/),
	fc.string({ unit: 'binary' }),
	fc.jsonValue({ maxDepth: 2 }),
	fc.constant(JSON.parse('{"toString":1,"valueOf":1}')),
);

const row = fc
	.array(fc.tuple(fc.constantFrom('phone', 'error', 'ihmjcStatus', ...UNSAFE), cell), {
		maxLength: 4,
	})
	// Defined like in JSON.parse, where __proto__ is an ordinary key.
	.map((entries) => {
		const object = {};
		for (const [name, value] of entries) {
			Object.defineProperty(object, name, {
				value,
				enumerable: true,
				writable: true,
				configurable: true,
			});
		}
		return object as IDataObject;
	});

const check = { operation: 'check', defaultCountry: 'none' };

describe('hostile rows', () => {
	it('add nothing but numbers to a list and are returned unchanged', async () => {
		const before = own();
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
				const items = [...rows, { phone: '+14155550100' }];
				const result = await runIhmjc({ sandbox, parameters: check, items });
				expect(result.status).toBe('success');
				const output = result.items('Ihmjc').map(({ json }) => json);
				expect(output).toHaveLength(items.length);
				output.forEach((json, index) => {
					for (const [name, value] of Object.entries(items[index])) {
						if (name.startsWith('ihmjc') || name === '__proto__') continue;
						expect(json[name]).toEqual(value);
					}
				});
			}),
			RUNS,
		);
		const sent = sandbox.uploads.flatMap((upload) => upload.numbers());
		expect(sent.length).toBeGreaterThan(10);
		expect(sent.filter((number) => !/^[1-9]\d{6,14}$/.test(number))).toEqual([]);
		expect(sandbox.requests.filter(({ fieldNames }) => fieldNames.length > 4)).toEqual([]);
		expect(own()).toEqual(before);
	});

	it.each([
		...UNSAFE,
		'__proto__.x',
		'constructor.prototype',
		'phone.__proto__',
		'["__proto__"]["x"]',
	])('give no access to unsafe properties by the field path %s', async (phoneField) => {
		const uploads = sandbox.uploads.length;
		const items = [{ phone: '+14155550100' }];
		const result = await runIhmjc({ sandbox, parameters: { ...check, phoneField }, items });
		expect(result.error?.message).toContain('is missing in all items');
		expect(sandbox.uploads).toHaveLength(uploads);
	});

	it('give access only to their own keys with unsafe names', () => {
		const parsed = JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":2}}') as IDataObject;
		expect(valueAt('__proto__.x')(parsed)).toBe(1);
		expect(valueAt('constructor.prototype')(parsed)).toBe(2);
		expect(valueAt('__proto__.x')({})).toBeUndefined();
		expect(valueAt('constructor.name')({})).toBeUndefined();
	});
});

describe('hostile files', () => {
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 300 }),
		fc
			.array(fc.oneof(fc.stringMatching(/^\+1415555\d{4}$/), fc.string({ unit: 'binary' })))
			.map((lines) => new TextEncoder().encode(lines.join('\n'))),
	);

	it('do no harm with any bytes', async () => {
		await fc.assert(
			fc.asyncProperty(bytes, fc.string({ unit: 'binary' }), async (content, fileName) => {
				const [requests, uploads] = [sandbox.requests.length, sandbox.uploads.length];
				const items: INodeExecutionData[] = [
					{ json: {}, binary: { data: fileOf(Buffer.from(content), { fileName }) } },
				];
				const result = await runIhmjc({
					sandbox,
					items,
					parameters: {
						operation: 'upload',
						source: 'binary',
						defaultCountry: 'none',
						options: { fileName },
					},
				});
				if (result.error)
					expect(result.error.message).toMatch(/^The file |^Ihmjc refused|^There are/);
				for (const { fieldNames, file } of sandbox.requests.slice(requests)) {
					expect([...fieldNames].sort()).toEqual(['account', 'file', 'pass', 'type']);
					expect(file?.name).toMatch(/^[^/\\\p{Cc}]+$/u);
				}
				for (const upload of sandbox.uploads.slice(uploads)) {
					expect(upload.numbers().filter((number) => !/^\d{7,15}$/.test(number))).toEqual([]);
				}
			}),
			RUNS,
		);
	});
});

it('sends an upload ID without adding other fields', async () => {
	let asked = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.oneof(
				fc.string(),
				fc.constantFrom('1&pass=x', '1\r\nX: y', '1%26account=x', '[]', '{"a":1}'),
			),
			async (text) => {
				const uploadId = text.trim();
				const before = sandbox.requests.length;
				await runIhmjc({
					sandbox,
					parameters: { operation: 'query' },
					items: [{ uploadId: text }],
				});
				for (const { fields, fieldNames, passwordRight } of sandbox.requests.slice(before)) {
					asked++;
					expect(fields.sendID).toBe(uploadId);
					expect([...fieldNames].sort()).toEqual(['account', 'pass', 'sendID']);
					expect(passwordRight).toBe(true);
				}
			},
		),
		RUNS,
	);
	expect(asked).toBeGreaterThan(0);
});

describe('a file name from the service', () => {
	const evil = fc.array(
		fc.oneof(
			fc.constantFrom(
				'../',
				'..\\',
				'/',
				'\\',
				'\0',
				'"',
				';',
				'filename=',
				'\r\n',
				'C:',
				'.',
				' ',
				'\u202e',
			),
			fc.string({ unit: 'binary' }),
		),
	);

	it('never contains a path', () => {
		fc.assert(
			fc.property(evil, (parts) => {
				const text = parts.join('');
				for (const name of [
					safeFileName(text),
					fileNameOf(`attachment; filename="${text}"`, String) ?? '',
					fileNameOf(
						`attachment; filename=${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`,
						String,
					) ?? '',
				]) {
					expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\u202e]/u);
					expect(name).not.toMatch(/^[.\s]|[.\s]$/);
					expect(name.length).toBeLessThanOrEqual(100);
				}
			}),
		);
	});
});

describe('a very long text', () => {
	/** With this length, a time that grows with its square is minutes. */
	const LONG = 300_000;
	const nasty = [
		'1',
		'1 ',
		'+',
		'(',
		'[',
		'[ ',
		'["',
		'.',
		',',
		', ',
		';ext',
		' ',
		'\n',
		'\u200b',
		'1-',
		'filename=',
		'filename="',
		'/',
		'x1',
	];
	const readers: Array<[string, (text: string) => unknown]> = [
		['cleanNumber', cleanNumber],
		['separateNumbers', separateNumbers],
		['withoutNumbers', withoutNumbers],
		['valueAt', (text) => valueAt(text)({})],
		['safeFileName', safeFileName],
		['fileNameOf', (text) => fileNameOf(text.slice(0, 16_384), String)],
	];

	it.each(readers)('is read by %s to its end', (_, read) => {
		for (const part of nasty) {
			for (const end of ['', '!']) {
				const text = part.repeat(LONG / part.length) + end;
				expect(() => read(text)).not.toThrow();
			}
		}
	});
});
