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
	/** In the order of `BURSTS`. */
	cases: CaseResult[];
}

const tried: Tried[] = TRIED_OPERATIONS.flatMap((operation) =>
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
	for (const operation of TRIED_OPERATIONS) {
		faultless.set(
			operation,
			await runCase({ operation, endpoint: 'query', times: 0, elsewhere: '' }),
		);
	}
	const runAll = async (its: Tried[], atOnce: number) => {
		const jobs = its.flatMap(({ cases, ...each }) =>
			BURSTS.map((times, at) => async () => {
				cases[at] = await runCase({ ...each, times, elsewhere: elsewhere.url });
			}),
		);
		const work = async (worker: number) => {
			// Not all at the same time, which would look like silence.
			await new Promise((resolve) => setTimeout(resolve, worker * 50));
			for (let job = jobs.shift(); job; job = jobs.shift()) await job();
		};
		await Promise.all(Array.from({ length: atOnce }, async (_, worker) => await work(worker)));
	};
	await runAll(
		tried.filter(({ fault }) => !isSilent(fault)),
		8,
	);
	await runAll(
		tried.filter(({ fault }) => isSilent(fault)),
		24,
	);
	strays = elsewhere.received.length;
	await elsewhere.close();
}, 240_000);

it('shows what the page says', () => {
	const rows = tried.map(({ operation, endpoint, fault, cases }) => {
		const baseline = faultless.get(operation)!.result;
		const [once, burst, always] = cases.map(({ result }) => describeOutcome(result, baseline));
		const message = cases[2].result.error?.message;
		return { operation: operation.name, endpoint, fault: fault.what, once, burst, always, message };
	});
	expectPage('docs/faults.md', faultsPage(rows));
});

/** What comes and goes. After a few times in a row, the result must be the one without the fault. */
const PASSING: ReadonlyArray<Fault['quirk']> = [
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

/** What a program of good will understands: the same comes of it, with the fault or without. */
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

/** What n8n calls a poll must end soon, and the next one comes anyway. */
const isLeftToNextPoll = ({ operation, fault }: Tried) =>
	operation.isTrigger && Number(fault.value) > 60;

/** An upload is never repeated, unless the connection was refused; the preview asks for the balance once. */
const isRepeated = ({ operation, endpoint, fault }: Tried) =>
	fault.quirk === 'refused'
		? operation.name !== 'Preview'
		: endpoint !== 'upload' && operation.name !== 'Preview';

/** Some faults of a file or an envelope don't touch an answer of another kind. */
const always = ({ operation, cases }: Tried) =>
	describeOutcome(cases[2].result, faultless.get(operation)!.result);

describe('an operation recovers from what comes and goes', () => {
	const its = tried.filter(
		(each) =>
			PASSING.includes(each.fault.quirk) &&
			isRepeated(each) &&
			!isLeftToNextPoll(each) &&
			// A ZIP holds what it holds: nobody looks inside.
			!(each.operation.name.endsWith('ZIP') && each.fault.quirk === 'emptyDownload'),
	);
	it.each(its.map(titled))('%s', (_, { operation, cases: [once, burst] }) => {
		for (const { result } of [once, burst]) {
			expect(describeOutcome(result, faultless.get(operation)!.result)).toBe('The result.');
		}
	});
});

describe('an operation does not mind', () => {
	const its = tried.filter(({ fault, operation }) =>
		// Another form of a file is another file.
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

describe('an operation stops with a clear error, having asked politely', () => {
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
			// An hour of patience while it answers "not yet" or "too fast"; five questions more when the result isn't there.
			const isPatient = ['unknownStatus', 'status429', 'refuse'].includes(each.fault.quirk);
			expect(queries.length).toBeLessThanOrEqual(isPatient ? 100 : 6);
			const downloads = requests.filter(({ endpoint }) => endpoint === 'download');
			expect(downloads.length).toBeLessThanOrEqual(2 * 6);
			const most = each.operation.name === 'Preview' ? 1 : 5;
			const balances = requests.filter(({ endpoint }) => endpoint === 'balance');
			expect(balances.length).toBeLessThanOrEqual(most);
		}
	});

	it('and never sooner than HTTP 429 asks for', () => {
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

	it('and sends nothing to where a redirect leads', () => {
		expect(strays).toBe(0);
	});

	it('also where the fault goes on and on', () => {
		const its = tried.filter((each) => PASSING.includes(each.fault.quirk));
		const quiet = its.filter((each) => always(each) === 'The result.');
		// What has no DATA, or is no envelope, can't lack it.
		expect(new Set(quiet.map(({ fault, endpoint }) => `${endpoint} ${fault.quirk}`))).toEqual(
			new Set(['download missingData', 'download truncatedJson', 'download notAZip']),
		);
	});
});
