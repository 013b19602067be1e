const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { rm } = require('node:fs/promises');
const path = require('node:path');

const esbuild = require('esbuild');
const { dest, series, src } = require('gulp');

/** Modules that re-export a run-time library: n8n Cloud installs no dependencies, so it is bundled in. */
const LIBRARIES = ['dist/nodes/Ihmjc/numbers/libphonenumber.js'];

/** Compiles TypeScript and copies the icons, as n8n's own tool does it. */
async function compile() {
	const cli = path.join(__dirname, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
	// With CI set it prints lines instead of an animation.
	const env = { ...process.env, CI: 'true' };
	const build = spawn(process.execPath, [cli, 'build'], { stdio: 'inherit', env });
	const [code] = await once(build, 'exit');
	if (code !== 0) throw new Error(`n8n-node build ended with code ${code}`);
}

/** n8n's tool copies every picture of the project; those of the docs don't belong in the package. */
const withoutDocs = async () => await rm('dist/docs', { recursive: true, force: true });

/** Puts the libraries into the package, readable, not minified. */
async function bundle() {
	await esbuild.build({
		entryPoints: LIBRARIES,
		outdir: '.',
		outbase: '.',
		allowOverwrite: true,
		bundle: true,
		format: 'cjs',
		platform: 'neutral',
		mainFields: ['module', 'main'],
		target: 'es2022',
		legalComments: 'inline',
		// n8n's package scanner allows no logging to the console; the library warns there of wrong use only.
		drop: ['console'],
	});
}

/** The codex files, by which n8n's node panel finds the node. */
const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

exports.build = series(compile, withoutDocs, bundle, codex);
exports.default = exports.build;
