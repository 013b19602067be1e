import type { Fault } from '../service/Fault';

const ADVICE =
	'Check the upload ID, and account and password in the credential. The service keeps results for 7 days after completion only; older ones are gone.';

/** A fault of a question for an upload that was made: a refusal has reasons of its own there. */
export const resultFault = (fault: Fault): Fault =>
	fault.kind === 'refused' ? { ...fault, advice: ADVICE } : fault;
