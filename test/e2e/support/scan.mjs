/* Runs n8n's package scanner on a folder and prints its errors and warnings as one JSON line. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [scanner, folder, what] = process.argv.slice(2);
const module = path.join(scanner, 'scanner', 'scanner.mjs');
const { analyzePackage, buildScanConfig, SOURCE_FILE_PATTERNS } = await import(
	pathToFileURL(module).href
);
const { ESLint } = createRequire(module)('eslint');

const patterns = what === 'sources' ? SOURCE_FILE_PATTERNS : ['**/*.js', '**/*.ts', '**/*.json'];
const { passed } = await analyzePackage(folder, patterns);

// The scanner's own result omits warnings.
const eslint = new ESLint({
	cwd: folder,
	allowInlineConfig: false,
	overrideConfigFile: true,
	errorOnUnmatchedPattern: false,
	overrideConfig: await buildScanConfig(),
});
const results = await eslint.lintFiles(patterns);
const findings = results.flatMap(({ filePath, messages }) =>
	messages.map(({ line, ruleId, message }) => `${filePath}:${line} ${ruleId}: ${message}`),
);
console.log(JSON.stringify({ passed, files: results.length, findings }));
