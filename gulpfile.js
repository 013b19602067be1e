const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { rm, writeFile } = require('node:fs/promises');
const path = require('node:path');

const esbuild = require('esbuild');
const { dest, series, src } = require('gulp');

const { thirdPartyNotices } = require('./.ci/thirdPartyNotices');

/** The licenses of bundled libraries, which demand to be included. */
const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** n8n loads one file for each of these, because finding and reading a hundred small ones takes longer than running them. */
const LOADED = {
	'nodes/Ihmjc/Ihmjc.node': 'nodes/Ihmjc/Ihmjc.node.ts',
	'nodes/IhmjcTrigger/IhmjcTrigger.node': 'nodes/IhmjcTrigger/IhmjcTrigger.node.ts',
	'credentials/IhmjcApi.credentials': 'credentials/IhmjcApi.credentials.ts',
};

/** Compiles TypeScript as n8n's own tool does it, which checks the types. */
async function compile() {
	const cli = path.join(__dirname, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
	// With CI set it prints lines instead of an animation.
	const env = { ...process.env, CI: 'true' };
	const build = spawn(process.execPath, [cli, 'build'], { stdio: 'inherit', env });
	const [code] = await once(build, 'exit');
	if (code !== 0) throw new Error(`n8n-node build ended with code ${code}`);
}

/** Removes what n8n's tool made, a file for each of ours and every picture of the project: only its check of the types was wanted. */
const removeCompiled = async () => await rm('dist', { recursive: true });

/** Makes one readable file of each, with its libraries, because n8n Cloud installs no dependencies. */
async function bundle() {
	const { metafile } = await esbuild.build({
		entryPoints: LOADED,
		outdir: 'dist',
		bundle: true,
		format: 'cjs',
		platform: 'node',
		external: ['n8n-workflow'],
		mainFields: ['module', 'main'],
		target: 'es2022',
		legalComments: 'inline',
		// n8n's package scanner allows no logging to the console.
		drop: ['console'],
		metafile: true,
	});
	await writeFile(NOTICES, await thirdPartyNotices(metafile, __dirname));
}

/**
 * The icons; the codex files, by which n8n's node panel finds the node; and what an item of each operation holds, which
 * the editor shows before the first run.
 */
const copy = () =>
	src(['nodes/**/*.{svg,node.json}', 'nodes/**/__schema__/**/*.json']).pipe(dest('dist/nodes'));

/** The numbering plans, beside the node, which loads them when they are first needed. */
const copyPlans = () => src('nodes/Ihmjc/numbers/plans.json').pipe(dest('dist/nodes/Ihmjc'));

exports.build = series(compile, removeCompiled, bundle, copy, copyPlans);
exports.default = exports.build;
