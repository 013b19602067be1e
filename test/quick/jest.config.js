const base = require('../../jest.config');

/** @type {import('jest').Config} For the loop at the desk: the pure modules, and one run of each operation. */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: ['**/test/{apps,fixtures,numbers,results,run,state,uploads,util}/*.test.ts'],
	// These read thousands of numbers of every country, and compare them with the library's.
	testPathIgnorePatterns: [
		...base.testPathIgnorePatterns,
		'/numbers/(createDigitReader|everyCountry|parseDigits|sweep)\\.test\\.ts$',
	],
	setupFiles: ['<rootDir>/test/mutation/fewerRuns.js'],
};
