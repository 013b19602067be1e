import type { Envelope } from '../envelope';
import type { Alteration } from './alter';
import type { QuirkOf } from './quirks';

export const envelopeQuirks: Record<QuirkOf<'envelope'>, Alteration<Envelope>> = {
	missingData: ({ RES, ERR }, value) =>
		value === 'absent' ? { RES, ERR } : { RES, ERR, DATA: JSON.parse(value) },
	unknownStatus: (envelope, value) => withData(envelope, () => ({ status: value })),
	extraCounts: (envelope) => withData(envelope, () => ({ number4: '4', number5: '5' })),
	countMismatch: (envelope, value) =>
		withData(envelope, ({ number2 }) => ({ number2: String(Number(number2) + Number(value)) })),
	noPoints: (envelope) => withData(envelope, () => ({ line: undefined, jifen: undefined })),
	wrongLine: (envelope, value) =>
		withData(envelope, ({ line }) => ({ line: String(Number(line) + Number(value)) })),
	jifen: (envelope, value) => withData(envelope, () => ({ jifen: value })),
	lateCount: (envelope, value) => withData(envelope, () => ({ [value]: '0' })),
	zeroCounts: (envelope) => withData(envelope, () => ({ number2: '0', number3: '0' })),
	numericRes: (envelope) => ({ ...envelope, RES: Number(envelope.RES) }),
	paddedRes: (envelope) => ({ ...envelope, RES: `${envelope.RES} ` }),
};

/** Changes some keys of DATA. An envelope without keys in DATA, such as a refusal, stays the same. */
function withData(
	envelope: Envelope,
	change: (data: Record<string, unknown>) => Record<string, unknown>,
): Envelope {
	const data = envelope.DATA as Record<string, unknown> | null | undefined | '';
	if (!data || Object.keys(data).length === 0) return envelope;
	return { ...envelope, DATA: { ...data, ...change(data) } };
}
