/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/helpers/NodeEnvironment.js',
	// Two cores and mostly waiting: one worker, jest's own choice there, takes twice as long.
	maxWorkers: 2,
	// Real requests, hundreds of them in some tests, on a machine that may be busy: only what hangs is to fail.
	testTimeout: 30_000,
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
	// The one library that there is as an ES module only.
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
