import { FIXTURES } from '../fixtures';
import type { OperationCall } from '../fixtures/OperationFixture';

/** A way to call an operation or the trigger, for tests of faults, hostile responses and leaks. */
export interface TriedOperation extends OperationCall {
	isTrigger?: boolean;
}

export const TRIED_OPERATIONS: readonly TriedOperation[] = [
	...FIXTURES.flatMap(({ calls }) => calls),
	{
		name: 'Ihmjc Trigger',
		parameters: { event: 'balanceLow', threshold: 1000 },
		endpoints: ['balance'],
		isTrigger: true,
	},
];

/** Downloads of both lists. They handle faults like downloads of one list. */
export const DOWNLOADS_OF_BOTH: readonly TriedOperation[] = TRIED_OPERATIONS.filter(
	({ parameters }) => parameters.operation === 'download' && parameters.file === undefined,
).map(({ name, parameters, ...more }) => ({
	...more,
	name: `${name}, both lists`,
	parameters: { ...parameters, file: 'both' },
}));
