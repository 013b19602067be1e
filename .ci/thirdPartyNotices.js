/** The licences of what is bundled, by what esbuild says that it bundled, and of what is copied. */
const assert = require('node:assert/strict');
const { readdir, readFile } = require('node:fs/promises');
const path = require('node:path');

const LICENCE_FILE = /^(licen[cs]e|notice|copying)\b/i;

/** Packages of which no file is bundled, because something is made of them, and what else is to be said of them. */
const COPIED = {
	'libphonenumber-js':
		"The numbering plans are its metadata, and numbers are read by its rules. Its metadata is made from Google's\nlibphonenumber (https://github.com/google/libphonenumber), which is under the Apache License 2.0.",
};

/** The packages of which anything got into this one, by name. */
function packagesIn({ outputs }) {
	const names = Object.values(outputs).flatMap(({ inputs }) =>
		Object.entries(inputs)
			.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
			.map(([file]) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
			.filter(Boolean),
	);
	return [...new Set([...names, ...Object.keys(COPIED)])].sort();
}

/**
 * The text of every licence that comes with such a package.
 *
 * @throws an Error for a package that comes without one
 */
exports.thirdPartyNotices = async (metafile, root) => {
	const sections = packagesIn(metafile).map(async (name) => {
		const folder = path.join(root, 'node_modules', name);
		const { version, license, homepage } = JSON.parse(
			await readFile(path.join(folder, 'package.json'), 'utf8'),
		);
		const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
		assert(files.length > 0, `${name} is passed on, but comes without the text of its licence`);
		const texts = files.map(
			async (file) =>
				`----- ${name}/${file} -----\n\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`,
		);
		const about = [`${name} ${version} (${license})`, homepage, COPIED[name]].filter(Boolean);
		return `===== ${about.join('\n')}\n\n${(await Promise.all(texts)).join('\n')}`;
	});
	const intro =
		'This package contains the following software of others, under the licences given with it.\n';
	return [intro, ...(await Promise.all(sections))].join('\n');
};
