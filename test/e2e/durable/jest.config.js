const base = require('../jest.config');

// What comes out is written into report.md.
process.env.RECORD_CASES = 'true';

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../../..',
	testMatch: ['**/test/e2e/durable/*.test.ts', '**/test/e2e/durable.test.ts'],
	testPathIgnorePatterns: [],
};
