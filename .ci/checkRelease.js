/**
 * Checks what a release needs besides green checks: that version, changelog and tag belong together, and that npm would
 * publish it. Publishes nothing. The tag is the first argument; without one, it isn't looked at.
 */
const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');

const { name, version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const changelog = fs.readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
const [, , tag] = process.argv;

// No prereleases: npm would give them to everybody as the latest.
assert.match(version, /^\d+\.\d+\.\d+$/, 'version in package.json');
if (tag) assert.equal(tag, version, 'the tag is not the version in package.json');

assert.doesNotMatch(
	changelog,
	/^## Unreleased/m,
	`what is Unreleased in CHANGELOG.md belongs to ${version}`,
);
const [, section = ''] = changelog.split(`\n## ${version}\n`);
const [body] = section.split('\n## ');
assert.match(body, /\w/, `CHANGELOG.md has nothing to say of ${version}`);

const published = execFileSync('npm', ['publish', '--dry-run', '--json'], {
	cwd: ROOT,
	encoding: 'utf8',
	stdio: ['ignore', 'pipe', 'ignore'],
});
assert.match(published, new RegExp(`"id": "${name}@${version}"`), 'npm publish --dry-run');
console.log(`${name}@${version} can be released`);
