const { rmSync } = require('node:fs');

/** Ends the output with one line about the outcome, which programs can read. */
module.exports = class EndReporter {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		const folder = process.env.N8N_NODES_IHMJC_E2E;
		// Data and logs are kept after a failure to find its cause.
		if (folder && failed === 0) rmSync(folder, { recursive: true, force: true });
		// Jest's own summary is printed first.
		process.once('exit', () => {
			process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`);
		});
	}
};
