import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import base from '../../jest.config.js';

/** Each module is tested only by its own tests. */
const MODULES = ['numbers', 'results', 'service', 'state', 'uploads', 'util'];

/** The rest of uploads/ is tested by operations, which takes too long for mutants. */
const FILES = { uploads: '{poll,drive,Part,Parts}.ts' };

const modules = process.env.MODULE?.split(',') ?? MODULES;
const report = `.stryker/${modules.join('-')}`;
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: modules.map((module) => `nodes/Ihmjc/${module}/${FILES[module] ?? '**/*.ts'}`),
	testRunner: 'jest',
	jest: {
		config: {
			...base,
			roots: modules.map((module) => `<rootDir>/test/${module}`),
			testEnvironment: here('EngineEnvironment.js'),
			setupFiles: [here('useEngine.js'), here('fewerRuns.js')],
		},
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	// Mutants in code that runs when a file is loaded would run all tests, which takes hours.
	ignoreStatic: modules.includes('service'),
	concurrency: 1,
	timeoutMS: 8_000,
	incremental: true,
	incrementalFile: `${report}.json`,
	// Outside of the project, so that lint doesn't read it.
	tempDirName: join(tmpdir(), 'n8n-nodes-ihmjc-mutation'),
	cleanTempDir: 'always',
	reporters: ['clear-text', 'progress', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	htmlReporter: { fileName: `${report}.html` },
	thresholds: { high: 95, low: 85, break: 85 },
	ignorePatterns: ['.stryker', 'dist', 'docs', 'examples', 'tools/editor'],
};
