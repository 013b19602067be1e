import {
	isTransient,
	isSafeToResend,
	type Fault,
	type FaultKind,
} from '../../nodes/Ihmjc/service/Fault';

const fault = (kind: FaultKind, status?: number): Fault => ({
	kind,
	status,
	message: 'What went wrong',
	advice: 'What to do about it.',
});

/** Which faults are retried, and after which a list is provably not accepted. */
it.each<[FaultKind, boolean, boolean]>([
	['notSent', true, true],
	['noAnswer', true, false],
	['truncated', true, false],
	['unexpectedResponse', true, false],
	['tooLarge', true, false],
	['refused', false, true],
	['misconfigured', false, true],
	['canceled', false, false],
	['httpStatus', false, false],
])('classifies %s as transient: %s, as safe to resend: %s', (kind, passes, isNotTaken) => {
	expect([isTransient(fault(kind)), isSafeToResend(fault(kind))]).toEqual([passes, isNotTaken]);
});

it.each([
	[302, false],
	[400, false],
	[401, true],
	[403, false],
	[404, false],
	[408, true],
	[429, true],
	[499, false],
	[500, true],
	[503, true],
])('classifies HTTP status %i as transient: %s', (status, passes) => {
	expect(isTransient(fault('httpStatus', status))).toBe(passes);
	expect(isSafeToResend(fault('httpStatus', status))).toBe(false);
});
