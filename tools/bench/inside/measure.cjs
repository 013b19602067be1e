/*
 * Loaded into n8n's process, before n8n (`--require`) and by it (EXTERNAL_HOOK_FILES, n8n's own way in for such code).
 * It measures what can't be seen from outside, and changes nothing of the package: what loading it costs, how long its
 * node holds the event loop, and how long n8n says each node took. One JSON line for each goes into a file.
 */
const fs = require('node:fs');
const Module = require('node:module');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const v8 = require('node:v8');
const vm = require('node:vm');

const LOADED_FILE = /n8n-nodes-ihmjc[\\/]dist[\\/].*\.(node|credentials)\.js$/;
const RESOLUTION_MS = 10;

const report = (line) =>
	fs.appendFileSync(process.env.IHMJC_BENCH_REPORT, `${JSON.stringify(line)}\n`);

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

/** Zero unless asked for: collecting garbage goes on beside the loading that follows, and makes it slower by half. */
function memory() {
	if (!process.env.IHMJC_BENCH_MEMORY) return 0;
	// What others have just let go of would otherwise count as given back by the package.
	for (let times = 0; times < 3; times++) collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** Milliseconds that this thread has worked. */
function cpu() {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

const { require: requireModule } = Module.prototype;
Module.prototype.require = function (id) {
	if (!LOADED_FILE.test(id) || require.cache[id]) return requireModule.call(this, id);
	const before = memory();
	const start = performance.now();
	const cpuStart = cpu();
	const loaded = requireModule.call(this, id);
	const milliseconds = performance.now() - start;
	report({ kind: 'loaded', milliseconds, cpu: cpu() - cpuStart, bytes: memory() - before });
	if (!loaded.Ihmjc) return loaded;
	return (require.cache[id].exports = { Ihmjc: watched(loaded.Ihmjc) });
};

/** The node's class, with a stop watch around execute. */
function watched(NodeClass) {
	return class Ihmjc extends NodeClass {
		constructor(...dependencies) {
			super(...dependencies);
			const { execute } = this;
			this.execute = async function () {
				const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
				loop.enable();
				const start = performance.now();
				try {
					return await execute.call(this);
				} finally {
					const milliseconds = performance.now() - start;
					loop.disable();
					// The monitor counts its own pause in.
					const held = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
					report({
						kind: 'executed',
						milliseconds,
						heldP99: held(loop.percentile(99)),
						heldWorst: held(loop.max),
					});
				}
			};
		}
	};
}

module.exports = {
	workflow: {
		postExecute: [
			async (run, { name }) => {
				if (!run) return;
				const { runData, error } = run.data.resultData;
				const times = {};
				for (const [node, runs] of Object.entries(runData)) {
					times[node] = runs.reduce((sum, { executionTime }) => sum + executionTime, 0);
				}
				report({ kind: 'ended', workflow: name, status: run.status, error: error?.message, times });
			},
		],
	},
};
