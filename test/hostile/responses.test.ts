import * as fc from 'fast-check';

import { americanNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { runIhmjc } from '../helpers/runIhmjc';
import { textsIn } from '../helpers/textsIn';
import { DOWNLOADS_OF_BOTH, TRIED_OPERATIONS } from '../helpers/triedOperations';
import { startServer } from '../tools/engine/testServer';

const RUNS = { numRuns: 60 };
const OPERATIONS = [...TRIED_OPERATIONS, ...DOWNLOADS_OF_BOTH].filter(
	({ isTrigger }) => !isTrigger,
);

const ITEMS = rowsOf(americanNumbers(3)).map((row) => ({ ...row, uploadId: '42992' }));

/** Keys of the service, and keys that would change JavaScript's own objects. */
const key = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'then', 'toJSON', 'length'),
	fc.constantFrom('status', 'sendID', 'number2', 'number3', 'balance1', 'balance2', 'uploadId'),
	fc.string(),
);

/** JSON values that JavaScript can't convert to a string. */
const TEXTLESS = new Map<string, unknown>([
	['toString', 1],
	['valueOf', 1],
]);

const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		fc.constantFrom('2', '1', '42992', 2, -1, 1e300, '1e3', 'NaN', '', null, true),
		fc.string(),
		fc.constant(TEXTLESS),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries) => new Map(entries)),
	),
}));

/** JSON with keys that an object literal can't have. */
function written(value: unknown): string {
	if (!(value instanceof Map)) {
		return Array.isArray(value) ? `[${value.map(written).join(',')}]` : JSON.stringify(value);
	}
	const entries = [...value].map(([name, each]) => `${JSON.stringify(name)}:${written(each)}`);
	return `{${entries.join(',')}}`;
}

const envelope = fc
	.tuple(fc.constantFrom('"100"', '100', '"100 "', '"199"', '""', 'null', '{}'), json, json)
	.map(([RES, ERR, DATA]) => `{"RES":${RES},"ERR":${written(ERR)},"DATA":${written(DATA)}}`);

const body = fc.oneof(
	{ weight: 4, arbitrary: envelope.map((text) => Buffer.from(text)) },
	json.map((value) => Buffer.from(written(value))),
	fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
	fc.stringMatching(/^[+\d\r\n]{0,60}$/).map((text) => Buffer.from(text)),
	fc
		.constantFrom('['.repeat(30_000), `{"RES":"100","DATA":${'{"a":'.repeat(8000)}`)
		.map(Buffer.from),
	fc
		.constantFrom('[', '{"a":')
		.map((open) => [open.repeat(8000), (open === '[' ? ']' : '}').repeat(8000)])
		.map(([open, close]) =>
			Buffer.from(`{"RES":"100","DATA":{"status":"2","x":${open}1${close}}}`),
		),
);

const answer = fc.record({
	status: fc.oneof({ weight: 6, arbitrary: fc.constant(200) }, fc.integer({ min: 200, max: 599 })),
	headers: fc.dictionary(
		fc.constantFrom('Content-Type', 'Content-Disposition', 'Retry-After', 'Location', 'Set-Cookie'),
		fc.stringMatching(/^[\x20-\x7e]{0,60}$/),
		{ maxKeys: 3 },
	),
	body,
});

const own = () => [Object.prototype, Array.prototype, Function.prototype].map(Reflect.ownKeys);

it('returns a result or a readable error for any response', async () => {
	let responses: Array<{ status: number; headers: Record<string, string>; body: Buffer }> = [];
	let posts = 0;
	const server = await startServer((response, { url }) => {
		if (url === '/api/UploadDx.ashx') posts++;
		// Sends the responses in turn, again and again.
		const next = responses.shift()!;
		responses.push(next);
		response.writeHead(next.status, next.headers).end(next.body);
	});
	const before = own();
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...OPERATIONS),
			fc.array(answer, { minLength: 1, maxLength: 4 }),
			async ({ parameters, endpoints, waits }, given) => {
				responses = [...given];
				posts = 0;
				const result = await runIhmjc({
					sandbox: { url: server.url, account: 'demo', password: 'sandbox-demo' },
					parameters: waits ? { ...parameters, options: { maxWait: 1 } } : parameters,
					items: ITEMS,
				});
				const { error } = result;
				if (error) {
					expect(['NodeApiError', 'NodeOperationError']).toContain(error.name);
					expect(error.message).not.toMatch(/Cannot|is not a|of undefined|stack size|Invalid /);
					expect(error.message.length).toBeLessThan(1000);
				}
				expect(posts).toBe(endpoints.includes('upload') ? 1 : 0);
				for (const { json: item } of result.items('Ihmjc')) {
					expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
					expect(Reflect.ownKeys(item)).not.toEqual(
						expect.arrayContaining([expect.stringMatching(/^(__proto__|constructor|prototype)$/)]),
					);
				}
				// n8n must be able to save the items.
				expect(() => JSON.stringify(result.items('Ihmjc'))).not.toThrow();
				expect(textsIn(result.items('Ihmjc')).every((text) => text.length < 70_000)).toBe(true);
			},
		),
		RUNS,
	);
	expect(own()).toEqual(before);
	await server.close();
});

it('passes unknown fields on, except unsafe keys and values that are too deep', async () => {
	const deep = `${'{"a":'.repeat(8000)}1${'}'.repeat(8000)}`;
	const server = await startServer((response) => {
		response.end(
			`{"RES":"100","ERR":"","DATA":{"status":"2","number4":"4","__proto__":{"x":1},"constructor":2,"in":{"prototype":3,"b":[4]},"deep":${deep}}}`,
		);
	});
	const result = await runIhmjc({
		sandbox: { url: server.url, account: 'demo', password: 'sandbox-demo' },
		parameters: { operation: 'query' },
		items: ITEMS.slice(0, 1),
	});
	await server.close();
	const [{ json: item }] = result.items('Ihmjc');
	expect(Object.keys(item)).toEqual([
		'uploadId',
		'done',
		'status',
		'activated',
		'unregistered',
		'number4',
		'in',
		'deep',
	]);
	expect(item.in).toEqual({ b: [4] });
	expect(JSON.stringify(item.deep).length).toBeLessThan(200);
});
