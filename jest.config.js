/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/helpers/NodeEnvironment.js',
	// Tests mostly wait. On two cores Jest would use one worker, which takes twice as long.
	maxWorkers: 2,
	// Real requests, hundreds of them in some tests, on a machine that may be busy: only a test that hangs should fail.
	testTimeout: 30_000,
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
	// The only library that exists as an ES module alone.
	transformIgnorePatterns: ['/node_modules/(?!github-slugger/)'],
	transform: {
		'^.+\\.[jt]s$': [
			'@swc/jest',
			{
				jsc: {
					parser: { syntax: 'typescript' },
					target: 'es2022',
				},
				module: { type: 'commonjs' },
			},
		],
	},
};
