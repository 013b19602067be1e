const MAX_RUNS = 200;

/** Properties with thousands of runs are for rare numbers. A mutant that a test notices is noticed within a few, and each run counts hundreds of times here. */
jest.doMock('fast-check', () => {
	const actual = jest.requireActual('fast-check');
	const assert = (property, options) =>
		actual.assert(property, {
			...options,
			numRuns: Math.min(options?.numRuns ?? 100, MAX_RUNS),
		});
	return { ...actual, assert };
});
