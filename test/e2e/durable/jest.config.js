const base = require('../jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../../..',
	roots: ['<rootDir>/test/e2e/durable'],
	testPathIgnorePatterns: [],
};
