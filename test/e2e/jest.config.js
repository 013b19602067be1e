const base = require('../../jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['<rootDir>/test/e2e/durable/'],
	globalSetup: '<rootDir>/test/e2e/support/prepare.ts',
	reporters: ['default', '<rootDir>/test/e2e/support/EndReporter.js'],
	// Each n8n needs its own core, and the machine also runs its database and a browser.
	maxWorkers: 1,
	testTimeout: 180_000,
};
