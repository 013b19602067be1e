const { rmSync } = require('node:fs');

/** Ends the output with one line that tells how it went, also to a program that reads it. */
module.exports = class EndReporter {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		const folder = process.env.N8N_NODES_IHMJC_E2E;
		// Data and logs stay where they are when they are needed to see what went wrong.
		if (folder && failed === 0) rmSync(folder, { recursive: true, force: true });
		// Jest's own summary comes first.
		process.once('exit', () => {
			process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`);
		});
	}
};
