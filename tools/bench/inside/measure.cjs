/*
 * Runs inside n8n's process to measure what can't be seen from outside: how long the package's node blocks the event
 * loop, and n8n's own times for each node. Writes each execution to a file as a line of JSON. It is loaded twice: before
 * n8n (`--require`), and by n8n as external hooks (EXTERNAL_HOOK_FILES).
 */
const fs = require('node:fs');
const Module = require('node:module');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const NODE_FILE = /n8n-nodes-ihmjc[\\/]dist[\\/].*[\\/]Ihmjc\.node\.js$/;
const RESOLUTION_MS = 10;

/** How long each run of the node blocked the event loop, since the last execution ended. */
const held = [];

const { require: requireModule } = Module.prototype;
Module.prototype.require = function (id) {
	if (!NODE_FILE.test(id) || require.cache[id]) return requireModule.call(this, id);
	const { Ihmjc } = requireModule.call(this, id);
	return (require.cache[id].exports = { Ihmjc: watched(Ihmjc) });
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
				try {
					return await execute.call(this);
				} finally {
					loop.disable();
					// The monitor's delays include its own interval.
					const blocked = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
					held.push({ p99: blocked(loop.percentile(99)), worst: blocked(loop.max) });
				}
			};
		}
	};
}

module.exports = {
	workflow: {
		postExecute: [
			async (run, { name: workflow }) => {
				if (!run) return;
				const { runData, error } = run.data.resultData;
				const times = {};
				for (const [node, runs] of Object.entries(runData)) {
					times[node] = runs.reduce((sum, { executionTime }) => sum + executionTime, 0);
				}
				const line = { workflow, status: run.status, error: error?.message, times, held };
				fs.appendFileSync(process.env.IHMJC_BENCH_REPORT, `${JSON.stringify(line)}\n`);
				held.length = 0;
			},
		],
	},
};
