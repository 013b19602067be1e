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

/** Short enough that silence costs little, long enough for an answer on a busy machine. */
const SILENCE = 4000;
const DRIPPING = 2500;

/** For faults that show at once: never reached, however busy the machine. */
const PATIENT = { answer: 10_000, uploadAnswer: 10_000, envelopeTime: 10_000 };

export interface Case {
	operation: TriedOperation;
	endpoint: Endpoint;
	/** Without one, nothing goes wrong. */
	fault?: Fault;
	/** How many requests in a row meet the fault; `Infinity` for all. */
	times: number;
	/** Where a redirect leads. */
	elsewhere: string;
}

export interface CaseResult {
	result: RunResult;
	/** Those of the node, by the virtual clock. */
	requests: RequestRecord[];
	uploads: number;
}

/** Faults that only a limit of time ends. */
export const isSilent = ({ quirk }: Fault): boolean =>
	['hang', 'slowBody', 'stall'].includes(quirk);

/** Only the faulty endpoint is given up on soon: the others answer, if late on a busy machine. */
function limitsFor(endpoint: Endpoint, fault?: Fault): Partial<Limits> {
	if (!fault || !isSilent(fault)) return PATIENT;
	// What drips is never silent: only the limit for the whole answer ends it.
	if (fault.quirk === 'slowBody') return { ...PATIENT, envelopeTime: DRIPPING };
	const limits = { ...PATIENT, answer: SILENCE };
	return endpoint === 'upload' ? { ...limits, uploadAnswer: SILENCE } : limits;
}

/** Runs an operation once, without Retry On Fail, against one fault of one endpoint. */
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

/** Whether a request to the endpoint comes next, as far as those before it tell. */
function isNext(
	{ requests }: Sandbox,
	{ needsUpload }: TriedOperation,
	endpoint: Endpoint,
): boolean {
	const last = requests.at(-1)?.endpoint;
	if (endpoint === 'download') return last === 'query';
	return endpoint === 'query' && !needsUpload ? last === 'upload' : true;
}

/** Shuts the gate when it is due, and opens it when enough tries have been refused. */
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
	// Asked for after every answer to a query, and before the first.
	clock.now = () => {
		void shutIfDue();
		return now();
	};
	clock.sleep = async (milliseconds) => {
		await sleep(milliseconds);
		if (refused >= 0 && ++refused === times) await gate.open();
	};
}
