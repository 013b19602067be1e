const base = require('../../jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['<rootDir>/test/e2e/durable/'],
	globalSetup: '<rootDir>/test/e2e/support/prepare.ts',
	reporters: ['default', '<rootDir>/test/e2e/support/EndReporter.js'],
	// An n8n wants a core for itself, and the machine has to run its database and browser too.
	maxWorkers: 1,
	testTimeout: 180_000,
};
