/**
 * Checks a release, in addition to the usual checks: version, changelog and tag must match, and npm must be able to
 * publish the tarball in `release/`. Writes the changelog's section beside it, for the release on GitHub. Publishes
 * nothing. The tag is the first argument. Without it, the tag isn't checked.
 */
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');
const RELEASE = path.join(ROOT, 'release');

const { name, version, homepage } = JSON.parse(
	fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
);
const changelog = fs.readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
const [, , tag] = process.argv;

// Prereleases are refused, because npm would install them for everybody as the latest version.
assert.match(version, /^\d+\.\d+\.\d+$/, 'version in package.json');
if (tag) assert.equal(tag, version, 'the tag differs from the version in package.json');

assert.doesNotMatch(
	changelog,
	/^## Unreleased/m,
	`CHANGELOG.md still has the heading Unreleased. Move its changes to ${version}`,
);
const [, section = ''] = changelog.split(`\n## ${version}\n`);
const [body] = section.split('\n## ');
assert.match(body, /\w/, `CHANGELOG.md lists no changes for ${version}`);

// The page of a release is outside the repository's files, so links to them need the whole address.
const files = homepage.replace('#readme', `/blob/${version}/`);
const notes = body.trim().replace(/\]\((?![a-z]+:)/g, `](${files}`);
fs.writeFileSync(path.join(RELEASE, 'NOTES.md'), `${notes}\n`);

const tarball = `./${name}-${version}.tgz`;
const published = execFileSync('npm', ['publish', tarball, '--dry-run', '--json'], {
	cwd: RELEASE,
	encoding: 'utf8',
	stdio: ['ignore', 'pipe', 'ignore'],
});
assert.match(published, new RegExp(`"id": "${name}@${version}"`), 'npm publish --dry-run');
console.log(`${name}@${version} can be released`);
