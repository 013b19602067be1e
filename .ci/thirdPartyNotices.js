/** Collects the licenses of packages that esbuild bundled or that are copied. */
const assert = require('node:assert/strict');
const { readdir, readFile } = require('node:fs/promises');
const path = require('node:path');

const LICENSE_FILE = /^(licen[cs]e|notice|copying)\b/i;

/** Packages whose content is copied instead of bundled, each with an explanation. */
const COPIED = {
	'i18n-iso-countries': 'The codes and English names of countries are from its lists.',
	'libphonenumber-js':
		"The numbering plans are its metadata, and numbers are read by its rules. Its metadata is generated from Google's\nlibphonenumber (https://github.com/google/libphonenumber), which has the Apache License 2.0.",
};

/** The names of all packages that are part of this one. */
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
 * The license texts of all packages that are part of this one.
 *
 * @throws Error for a package without a license text
 */
exports.thirdPartyNotices = async (metafile, root) => {
	const sections = packagesIn(metafile).map(async (name) => {
		const folder = path.join(root, 'node_modules', name);
		const { version, license, homepage } = JSON.parse(
			await readFile(path.join(folder, 'package.json'), 'utf8'),
		);
		const files = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
		assert(files.length > 0, `${name} is part of this package, but has no license text`);
		const texts = files.map(
			async (file) =>
				`----- ${name}/${file} -----\n\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`,
		);
		const about = [`${name} ${version} (${license})`, homepage, COPIED[name]].filter(Boolean);
		return `===== ${about.join('\n')}\n\n${(await Promise.all(texts)).join('\n')}`;
	});
	const intro =
		'This package contains the following third-party software, under the licenses below.\n';
	return [intro, ...(await Promise.all(sections))].join('\n');
};
