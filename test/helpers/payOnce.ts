import * as fc from 'fast-check';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../../tools/engine/RunResult';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import type { Sandbox } from '../../tools/sandbox/startSandbox';

/** Waits 1 ms between tries, because n8n turns 0 into a second. */
export const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

export const CHECK: INodeParameters = { operation: 'check', defaultCountry: 'none' };
export const UPLOAD: INodeParameters = { operation: 'upload', defaultCountry: 'none' };

/** How often n8n ran the node's code. */
export const triesOf = ({ logs }: RunResult): number =>
	logs.filter(({ message }) => message === 'Running node "Ihmjc" started').length;

export const messageOf = ({ error }: RunResult): string =>
	[error?.message, error?.description].filter(Boolean).join(' ');

/** The numbers of each charged upload. */
export const uploadedNumbers = ({ uploads }: Sandbox): string[][] =>
	uploads.map((upload) => upload.numbers());

export const uploadRequests = ({ requests }: Sandbox): number =>
	requests.filter(({ endpoint }) => endpoint === 'upload').length;

export const statuses = (result: RunResult): unknown[] =>
	result.items('Ihmjc').map(({ json }) => json.ihmjcStatus);

/** How often the most charged number was charged; at least 1. */
export function maxTimesCharged(sandbox: Sandbox): number {
	const counts = new Map<string, number>();
	for (const digits of uploadedNumbers(sandbox).flat())
		counts.set(digits, (counts.get(digits) ?? 0) + 1);
	return Math.max(1, ...counts.values());
}

/** Occasional faults of the service. A refusal of a list that was accepted is excluded, because no client can detect that. */
export const uploadQuirks: fc.Arbitrary<QuirkRule[]> = fc.array(
	fc
		.tuple(
			fc.constantFrom<QuirkRule>(
				{ quirk: 'reset', endpoint: 'upload', afterAccept: true },
				{ quirk: 'html200', endpoint: 'upload', afterAccept: true },
				{ quirk: 'refuse', endpoint: 'upload' },
				{ quirk: 'refuse', endpoint: 'query' },
				{ quirk: 'status503', endpoint: 'query' },
				{ quirk: 'html200', endpoint: 'download' },
			),
			fc.nat(3),
			fc.integer({ min: 1, max: 6 }),
		)
		.map(([rule, skip, times]): QuirkRule => ({ ...rule, skip, times })),
	{ maxLength: 3 },
);
