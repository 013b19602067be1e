const MAX_RUNS = 200;

/** Limits the runs of properties. Thousands of runs find rare numbers, but a mutant is found in a few, and each run is repeated for hundreds of mutants. */
jest.doMock('fast-check', () => {
	const actual = jest.requireActual('fast-check');
	const assert = (property, options) =>
		actual.assert(property, {
			...options,
			numRuns: Math.min(options?.numRuns ?? 100, MAX_RUNS),
		});
	return { ...actual, assert };
});
