import type { Limits } from '../../nodes/Ihmjc/service/Dependencies';
import type { RunResult } from '../../tools/engine/RunResult';
import type { Endpoint } from '../../tools/sandbox/quirks/quirks';
import type { RequestRecord } from '../../tools/sandbox/records';
import { type Sandbox, startSandbox } from '../../tools/sandbox/startSandbox';
import { americanNumbers, rowsOf } from '../helpers/fictionalNumbers';
import { runIhmjc } from '../helpers/runIhmjc';
import { testTrigger } from '../helpers/runIhmjcTrigger';
import { type Gate, startGate } from '../helpers/startGate';
import type { TriedOperation } from '../helpers/triedOperations';
import { virtualClock, type VirtualClock } from '../helpers/virtualClock';
import { upload } from '../tools/sandbox/client';
import type { Fault } from './faults';

const NUMBERS = americanNumbers(12);

const ITEMS = rowsOf(NUMBERS);

/** Short enough for a fast test, long enough for a response on a busy machine. */
const SILENCE_MS = 2000;
const DRIPPING_MS = 2500;

/** For faults that show at once: never reached, even on a busy machine. */
const PATIENT = { responseTimeout: 10_000, uploadTimeout: 10_000, envelopeTime: 10_000 };

export interface Case {
	operation: TriedOperation;
	endpoint: Endpoint;
	/** If missing, the service works. */
	fault?: Fault;
	/** How many requests in a row fail; `Infinity` for all. */
	times: number;
	/** The target of a redirect. */
	elsewhere: string;
}

export interface CaseResult {
	result: RunResult;
	/** The node's requests, with times of the virtual clock. */
	requests: RequestRecord[];
	uploads: number;
}

/** Faults that only a timeout ends. */
export const isSilent = ({ quirk }: Fault): boolean =>
	['hang', 'slowBody', 'stall'].includes(quirk);

/** Sets short timeouts only for the failing endpoint, because others may be slow on a busy machine. */
function limitsFor(endpoint: Endpoint, fault?: Fault): Partial<Limits> {
	if (!fault || !isSilent(fault)) return PATIENT;
	// A slow body is never silent, so only the timeout for the whole response ends it.
	if (fault.quirk === 'slowBody') return { ...PATIENT, envelopeTime: DRIPPING_MS };
	const limits = { ...PATIENT, responseTimeout: SILENCE_MS };
	return endpoint === 'upload' ? { ...limits, uploadTimeout: SILENCE_MS } : limits;
}

/** Runs an operation once, without Retry On Fail, with one fault of one endpoint. */
export async function runCase({
	operation,
	endpoint,
	fault,
	times,
	elsewhere,
}: Case): Promise<CaseResult> {
	const clock = virtualClock(Date.UTC(2030, 0, 1));
	const sandbox = await startSandbox({ now: clock.now });
	const gate = fault?.quirk === 'refused' ? await startGate(sandbox.url) : undefined;
	try {
		const uploadId = operation.needsUpload ? await upload(sandbox, NUMBERS) : undefined;
		const before = sandbox.requests.length;
		const isDue = () => isNext(sandbox, operation, endpoint);
		if (gate) await refuse(gate, clock, times, isDue);
		else if (fault && fault.quirk !== 'refused') {
			const { quirk } = fault;
			const value = quirk === 'redirect' ? elsewhere : fault.value;
			sandbox.addQuirk({ quirk, endpoint, value, ...(times < Infinity ? { times } : {}) });
		}
		const run = {
			sandbox: { ...sandbox, url: gate?.url ?? sandbox.url },
			// An hour shows all that a day would.
			parameters: operation.waits
				? { ...operation.parameters, options: { maxWait: 60 } }
				: operation.parameters,
			clock,
			limits: limitsFor(endpoint, fault),
		};
		const items = uploadId === undefined ? ITEMS : [{ uploadId }];
		const result = operation.isTrigger ? await testTrigger(run) : await runIhmjc({ ...run, items });
		return {
			result,
			requests: sandbox.requests.slice(before),
			uploads: sandbox.uploads.length,
		};
	} finally {
		await Promise.all([gate?.shut(), sandbox.close()]);
	}
}

/** Whether the next request is to the endpoint, judging by the last one. */
function isNext(
	{ requests }: Sandbox,
	{ needsUpload }: TriedOperation,
	endpoint: Endpoint,
): boolean {
	const last = requests.at(-1)?.endpoint;
	if (endpoint === 'download') return last === 'query';
	return endpoint === 'query' && !needsUpload ? last === 'upload' : true;
}

/** Closes the gate when the endpoint is next, and opens it after enough refused tries. */
async function refuse(
	gate: Gate,
	clock: VirtualClock,
	times: number,
	isDue: () => boolean,
): Promise<void> {
	const { now, sleep } = clock;
	let refused = -1;
	const shutIfDue = async () => {
		if (refused >= 0 || !isDue()) return;
		refused = 0;
		await gate.shut();
	};
	await shutIfDue();
	// The node reads the clock after every response to a query and before the first query.
	clock.now = () => {
		void shutIfDue();
		return now();
	};
	clock.sleep = async (milliseconds) => {
		await sleep(milliseconds);
		if (refused >= 0 && ++refused === times) await gate.open();
	};
}
