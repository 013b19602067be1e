/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import manifest from '../package.json';
import { projectFolder } from '../tools/editor/projectFolder';

const FOLDER = path.join(projectFolder, '.github');

interface Step {
	uses?: string;
	run?: string;
}

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

interface Form {
	name: string;
	description: string;
	body: Array<{ type: string; id?: string; attributes: { label?: string; value?: string } }>;
}

const read = <Content>(file: string) =>
	parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Content;

const inFolder = (folder: string) =>
	readdirSync(path.join(FOLDER, folder)).map((file) => `${folder}/${file}`);

const WORKFLOWS = inFolder('workflows');
const FORMS = inFolder('ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml'));

describe.each(WORKFLOWS)('%s', (file) => {
	const { permissions, jobs } = read<Workflow>(file);
	const steps = Object.values(jobs).flatMap((job) => job.steps);
	const commands = steps.map(({ run = '' }) => run).join('\n');

	it('has read permission only by default', () => {
		expect(permissions).toEqual({ contents: 'read' });
	});

	it("uses only GitHub's own actions, by major version", () => {
		const actions = steps.flatMap(({ uses }) => uses ?? []);
		expect(actions).toEqual(actions.map(() => expect.stringMatching(/^actions\/[\w-]+@v\d+$/)));
	});

	it('runs all checks and only existing scripts', () => {
		expect(commands).toContain('bash .ci/run');
		const scripts = [...commands.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
		expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
	});
});

it('publishes from a tag with provenance', () => {
	const { on, jobs } = read<Workflow>('workflows/publish.yml');
	expect(on).toEqual({ push: { tags: ['*.*.*'] } });
	expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	expect(jobs.publish.steps.at(-1)?.run).toBe('npx n8n-node release');
});

describe.each(FORMS)('%s', (file) => {
	const { name, description, body } = read<Form>(file);

	it('is a valid GitHub form', () => {
		expect([name, description]).toEqual([expect.any(String), expect.any(String)]);
		const fields = body.filter(({ type }) => type !== 'markdown');
		const ids = fields.map(({ id }) => id);
		expect(new Set(ids).size).toBe(fields.length);
		for (const { type, attributes } of body) {
			expect(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
			expect(type === 'markdown' ? attributes.value : attributes.label).toEqual(expect.any(String));
		}
	});

	it('asks users not to enter phone numbers or passwords', () => {
		expect(JSON.stringify(body)).toMatch(/no phone numbers and no passwords/i);
	});
});
