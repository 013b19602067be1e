/**
 * Packs the package as npm would publish it, and checks that it contains only the expected files and loads. If a folder is
 * given, the checked tarball is kept there, alone.
 */
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');

/** The files that the package may contain. */
const BELONGS = [
	/^package\.json$/,
	/^(README|LICENSE|CHANGELOG)(\.md)?$/,
	/^THIRD-PARTY-NOTICES\.txt$/,
	/^index\.js$/,
	/^dist\/credentials\/IhmjcApi\.credentials\.js$/,
	/^dist\/nodes\/(Ihmjc(Trigger)?)\/\1\.node\.js(on)?$/,
	/^dist\/nodes\/Ihmjc\/plans\.json$/,
	/^dist\/nodes\/Ihmjc\/ihmjc(\.dark)?\.svg$/,
	/^dist\/nodes\/Ihmjc\/__schema__\/v1\.0\.0\/\w+\/\w+\.json$/,
];

/** Files that people look for in the package. */
const REQUIRED = ['README.md', 'LICENSE', 'CHANGELOG.md'];

const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** The modules that may be required. A library's name would mean that it wasn't bundled. */
const ALLOWED_REQUIRES = /^(\.{1,2}\/|n8n-workflow$)/;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ihmjc-package-'));
try {
	const packed = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
			cwd: ROOT,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	);
	const [{ filename, files, unpackedSize }] = Array.isArray(packed)
		? packed
		: Object.values(packed);
	execFileSync('tar', ['-xzf', path.join(folder, filename), '-C', folder]);
	const unpacked = path.join(folder, 'package');

	const paths = files.map((file) => file.path);
	const strangers = paths.filter((file) => !BELONGS.some((pattern) => pattern.test(file)));
	assert.deepEqual(strangers, [], 'files that do not belong in the package');

	for (const file of REQUIRED) assert(paths.includes(file), `${file} is missing`);

	const manifest = JSON.parse(fs.readFileSync(path.join(unpacked, 'package.json'), 'utf8'));
	assert.equal(manifest.dependencies, undefined, 'dependencies');
	assert.deepEqual(manifest.peerDependencies, { 'n8n-workflow': '*' });
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		assert(paths.includes(file), `${file} is listed in package.json but missing`);
	}

	const ofSchemas = 'nodes/Ihmjc/__schema__';
	const schemas = fs
		.readdirSync(path.join(ROOT, ofSchemas), { recursive: true })
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.posix.join('dist', ofSchemas, file.replaceAll(path.sep, '/')));
	assert(schemas.length > 0, 'the output schemas for the editor are missing');
	for (const schema of schemas) assert(paths.includes(schema), `${schema} is missing`);

	assert(paths.includes(NOTICES), `${NOTICES} is missing: the licenses of bundled code`);
	const notices = fs.readFileSync(path.join(unpacked, NOTICES), 'utf8');
	// libphonenumber-js has the first license. Google's metadata in it has the second.
	for (const license of ['The MIT License', 'Apache License\n']) {
		assert(notices.includes(license), `${NOTICES} lacks the text of ${license}`);
	}

	for (const file of paths.filter((each) => each.endsWith('.js'))) {
		const source = fs.readFileSync(path.join(unpacked, file), 'utf8');
		// esbuild writes the file's name above each bundled part.
		for (const [, name] of source.matchAll(/^\s*\/\/ node_modules\/((?:@[^/]+\/)?[^/\s]+)/gm)) {
			assert(
				notices.includes(`===== ${name} `),
				`${NOTICES} lacks ${name}, which ${file} contains`,
			);
		}
		for (const [, name] of source.matchAll(/\brequire\(["']([^"']+)["']\)/g)) {
			assert.match(name, ALLOWED_REQUIRES, `${file} requires ${name}`);
		}
		if (file.endsWith('/Ihmjc.node.js')) {
			assert(
				source.includes('module.require("./plans.json")'),
				`${file} does not wait with loading the numbering plans until they are needed`,
			);
		}
	}

	const load = `
		const { Ihmjc, IhmjcApi, IhmjcTrigger } = require(${JSON.stringify(unpacked)});
		const names = [new Ihmjc().description, new IhmjcTrigger().description, new IhmjcApi()].map(({ name }) => name);
		if (names.join() !== 'ihmjc,ihmjcTrigger,ihmjcApi') process.exit(1);
		require(${JSON.stringify(path.join(unpacked, 'dist/nodes/Ihmjc/plans.json'))});`;
	execFileSync(process.execPath, ['-e', load], {
		cwd: folder,
		stdio: 'inherit',
		// At run time, n8n provides n8n-workflow.
		env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') },
	});
	const [, , release] = process.argv;
	if (release) {
		fs.rmSync(path.join(ROOT, release), { recursive: true, force: true });
		fs.mkdirSync(path.join(ROOT, release));
		fs.copyFileSync(path.join(folder, filename), path.join(ROOT, release, filename));
	}
	console.log(
		`${filename}: ${paths.length} files, ${Math.round(unpackedSize / 1024)} KB, all in order`,
	);
} finally {
	fs.rmSync(folder, { recursive: true });
}
