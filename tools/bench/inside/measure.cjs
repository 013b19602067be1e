/*
 * Runs inside n8n's process to measure what can't be seen from outside: the time and memory to load the package, how
 * long its node blocks the event loop, and n8n's own times for each node. Writes each result to a file as a line of
 * JSON. It is loaded twice: before n8n (`--require`), and by n8n as external hooks (EXTERNAL_HOOK_FILES).
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

/** Zero unless memory is measured, because garbage collection continues during the loading and makes it 50 % slower. */
function memory() {
	if (!process.env.IHMJC_BENCH_MEMORY) return 0;
	// Otherwise, garbage of other code would later count as memory that the package freed.
	for (let times = 0; times < 3; times++) collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** Milliseconds of work by this thread. */
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

/** The node's class, with an `execute` that is measured. */
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
					// The monitor's delays include its own interval.
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
