const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

const requireOfCore = createRequire(require.resolve('n8n-core'));
requireOfCore('reflect-metadata');

/** Packages of n8n, each by its path, loaded once for the process. Jest would load them again for every test file, which takes seconds. */
const engine = Object.fromEntries(
	['n8n-core', 'n8n-workflow', '@n8n/di', '@n8n/backend-common'].map((name) => {
		const path = name === 'n8n-core' ? require.resolve(name) : requireOfCore.resolve(name);
		return [path, require(path)];
	}),
);

/** Jest's Node environment with n8n's engine. */
module.exports = class extends TestEnvironment {
	constructor(...args) {
		super(...args);
		this.global.engine = engine;
	}
};
