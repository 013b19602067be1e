/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Endpoint } from '../../tools/sandbox/quirks/quirks';
import { expectPage } from '../docs/expectPage';
import { TRIED_OPERATIONS, type TriedOperation } from '../helpers/triedOperations';
import { startServer } from '../tools/engine/testServer';
import { type Fault, FAULTS } from './faults';
import { faultsPage } from './faultsPage';
import { type CaseResult, isSilent, runCase } from './runCase';
import { describeOutcome } from './describeOutcome';

const BURSTS = [1, 3, Infinity] as const;

interface Tried {
	operation: TriedOperation;
	endpoint: Endpoint;
	fault: Fault;
	/** One result for each of `BURSTS`, in that order. */
	cases: CaseResult[];
}

/** Preview of rows is left out, because it asks for the balance as Preview does. */
const OPERATIONS = TRIED_OPERATIONS.filter(({ name }) => name !== 'Preview of rows');

const tried: Tried[] = OPERATIONS.flatMap((operation) =>
	operation.endpoints.flatMap((endpoint) =>
		FAULTS.filter(({ endpoints }) => endpoints.includes(endpoint)).map((fault) => ({
			operation,
			endpoint,
			fault,
			cases: [],
		})),
	),
);
const faultless = new Map<TriedOperation, CaseResult>();

let strays: number;

beforeAll(async () => {
	const elsewhere = await startServer((response) => response.end());
	for (const operation of OPERATIONS) {
		faultless.set(
			operation,
			await runCase({ operation, endpoint: 'query', times: 0, elsewhere: '' }),
		);
	}
	const tryOut = async ({ cases, ...each }: Tried) => {
		const baseline = faultless.get(each.operation)!.result;
		for (const times of [...BURSTS].reverse()) {
			const found = await runCase({ ...each, times, elsewhere: elsewhere.url });
			// What survives more of a fault survives fewer.
			const isSame = describeOutcome(found.result, baseline) === 'The result.';
			BURSTS.forEach((other, at) => {
				if (other === times || (isSame && other < times)) cases[at] = found;
			});
			if (isSame) return;
		}
	};
	const runAll = async (its: Tried[], atOnce: number) => {
		const left = [...its];
		const work = async (worker: number) => {
			// Staggered, because a busy machine would look like a silent service.
			await new Promise((resolve) => setTimeout(resolve, worker * 50));
			for (let each = left.shift(); each; each = left.shift()) await tryOut(each);
		};
		await Promise.all(
			Array.from({ length: Math.min(atOnce, its.length) }, async (_, worker) => await work(worker)),
		);
	};
	// Those that wait for a silent service leave the processor to the others.
	await Promise.all([
		runAll(
			tried.filter(({ fault }) => !isSilent(fault)),
			8,
		),
		runAll(
			tried.filter(({ fault }) => isSilent(fault)),
			Infinity,
		),
	]);
	strays = elsewhere.received.length;
	await elsewhere.close();
}, 240_000);

it('keeps the report in line with the node', () => {
	const rows = tried.map(({ operation, endpoint, fault, cases }) => {
		const baseline = faultless.get(operation)!.result;
		const [once, burst, always] = cases.map(({ result }) => describeOutcome(result, baseline));
		const message = cases[2].result.error?.message;
		return { operation: operation.name, endpoint, fault: fault.what, once, burst, always, message };
	});
	expectPage('test/faults/report.md', faultsPage(rows));
});

/** Temporary faults. After up to three in a row, the result must be the same as without a fault. */
const TEMPORARY: ReadonlyArray<Fault['quirk']> = [
	'refused',
	'reset',
	'hang',
	'missingData',
	'emptyDownload',
	'truncatedDownload',
	'notAZip',
	'status401',
	'status429',
	'status500',
	'status503',
	'html200',
	'empty200',
	'slowBody',
	'stall',
	'hugeBody',
	'truncatedJson',
	'overlongBody',
];

/** Harmless differences. The result must be the same as without them. */
const HARMLESS: ReadonlyArray<Fault['quirk']> = [
	'slowResponse',
	'numericRes',
	'paddedRes',
	'crlf',
	'plus',
	'noLastNewline',
	'utf16Download',
	'chunkedDownload',
	'gbkNames',
	'plainText',
	'htmlType',
];

const titled = (each: Tried) =>
	[`${each.operation.name}, ${each.endpoint}: ${each.fault.what}`, each] as const;

/** A poll must end soon, and n8n polls again anyway, so it doesn't wait for long. */
const isLeftToNextPoll = ({ operation, fault }: Tried) =>
	operation.isTrigger && Number(fault.value) > 60;

/** An upload is only repeated if the connection was refused. Preview queries the balance only once. */
const isRepeated = ({ operation, endpoint, fault }: Tried) =>
	fault.quirk === 'refused'
		? operation.name !== 'Preview'
		: endpoint !== 'upload' && operation.name !== 'Preview';

/** The outcome if the fault is permanent. */
const always = ({ operation, cases }: Tried) =>
	describeOutcome(cases[2].result, faultless.get(operation)!.result);

describe('an operation recovers from a temporary fault', () => {
	const its = tried.filter(
		(each) =>
			TEMPORARY.includes(each.fault.quirk) &&
			isRepeated(each) &&
			!isLeftToNextPoll(each) &&
			// The content of a ZIP isn't checked.
			!(each.operation.name.endsWith('ZIP') && each.fault.quirk === 'emptyDownload'),
	);
	it.each(its.map(titled))('%s', (_, { operation, cases: [once, burst] }) => {
		for (const { result } of [once, burst]) {
			expect(describeOutcome(result, faultless.get(operation)!.result)).toBe('The result.');
		}
	});
});

describe('an operation returns the same result in spite of', () => {
	const its = tried.filter(({ fault, operation }) =>
		// These operations return files unchanged, so a file in another form differs.
		operation.name.startsWith('Download ') && !operation.name.endsWith('items')
			? HARMLESS.indexOf(fault.quirk) >= HARMLESS.indexOf('plainText')
			: HARMLESS.includes(fault.quirk),
	);
	it.each(its.map(titled))('%s', (_, { operation, cases }) => {
		for (const { result } of cases) {
			expect(describeOutcome(result, faultless.get(operation)!.result)).toBe('The result.');
		}
	});
});

describe('an operation limits its requests and stops with a clear error', () => {
	it.each(tried.map(titled))('%s', (_, each) => {
		for (const { result, requests, uploads } of each.cases) {
			const { error, status } = result;
			expect(status).toBe(error ? 'error' : 'success');
			if (error) {
				const text = `${error.message} ${error.description}`;
				expect(error.description).toMatch(/^[A-Z].*[.]$/s);
				expect(text).not.toMatch(/undefined|null|NaN|\[object|\.\.| {2}/);
				const isKnown = each.operation.needsUpload || (uploads > 0 && each.endpoint !== 'upload');
				if (isKnown) expect(text).toContain('42992');
			}
			expect(uploads).toBeLessThanOrEqual(1);
			expect(requests.filter(({ endpoint }) => endpoint === 'upload').length).toBeLessThanOrEqual(
				1,
			);

			const queries = requests.filter(({ endpoint }) => endpoint === 'query');
			queries.slice(1).forEach(({ at }, before) => {
				expect(at - queries[before].at).toBeGreaterThanOrEqual(10_000);
			});
			// It polls for an hour after "not yet" or "too fast", but retries only five times if the result is missing.
			const isPatient = ['unknownStatus', 'status429', 'refuse'].includes(each.fault.quirk);
			expect(queries.length).toBeLessThanOrEqual(isPatient ? 100 : 6);
			const downloads = requests.filter(({ endpoint }) => endpoint === 'download');
			// Each list six times; the first one is also repeated at once.
			expect(downloads.length).toBeLessThanOrEqual(2 * 6 + 2);
			const most = each.operation.name === 'Preview' ? 1 : 5;
			const balances = requests.filter(({ endpoint }) => endpoint === 'balance');
			expect(balances.length).toBeLessThanOrEqual(most);
		}
	});

	it('respects Retry-After of HTTP 429', () => {
		const limited = tried.filter(({ fault }) => fault.quirk === 'status429' && fault.value === '3');
		const repeated = limited.filter(isRepeated);
		expect(repeated.length).toBeGreaterThan(5);
		for (const { operation, endpoint, cases } of repeated) {
			const times = cases[2].requests.filter((request) => request.endpoint === endpoint);
			const isPatient = endpoint === 'download' || (endpoint === 'query' && operation.waits);
			if (!isPatient) expect(times).toHaveLength(operation.isTrigger ? 4 : 5);
			times.slice(1).forEach(({ at }, before) => {
				expect(at - times[before].at).toBeGreaterThanOrEqual(3000);
			});
		}
	});

	it('sends nothing to the target of a redirect', () => {
		expect(strays).toBe(0);
	});

	it('reports an error if a temporary fault persists', () => {
		const its = tried.filter((each) => TEMPORARY.includes(each.fault.quirk));
		const quiet = its.filter((each) => always(each) === 'The result.');
		// These faults don't change a response that is a file or has no DATA. An overlong list has every number in it.
		expect(new Set(quiet.map(({ fault, endpoint }) => `${endpoint} ${fault.quirk}`))).toEqual(
			new Set([
				'download missingData',
				'download truncatedJson',
				'download notAZip',
				'download overlongBody',
			]),
		);
	});
});
