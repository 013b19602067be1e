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
	jobs: Record<string, { needs?: string; permissions?: Record<string, string>; steps: Step[] }>;
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

	it("pins GitHub's own actions by commit, and uses no others", () => {
		const actions = steps.flatMap(({ uses }) => uses ?? []);
		expect(actions).toEqual(
			actions.map(() => expect.stringMatching(/^actions\/[\w-]+@[\da-f]{40}$/)),
		);
	});

	it('runs only existing scripts', () => {
		const scripts = [...commands.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
		expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
	});
});

it.each(['ci', 'publish'])('runs all checks in %s.yml', (name) => {
	const [{ steps }] = Object.values(read<Workflow>(`workflows/${name}.yml`).jobs);
	expect(steps.map(({ run }) => run)).toContain('bash .ci/run');
});

describe('publish.yml', () => {
	const { on, jobs } = read<Workflow>('workflows/publish.yml');
	const { verify, ...others } = jobs;

	it('publishes from a tag, with provenance, after all checks', () => {
		expect(on).toEqual({ push: { tags: ['*.*.*'] } });
		expect(jobs.publish.needs).toBe('verify');
		expect(jobs.publish.permissions).toEqual({ 'id-token': 'write' });
		expect(jobs.publish.steps.at(-1)?.run).toContain('npm publish ./*.tgz');
		expect(jobs.publish.steps.at(-1)?.run).toContain('--provenance');
	});

	it('gives no rights to the job that runs code of others', () => {
		expect(verify.permissions).toBeUndefined();
	});

	it.each(Object.keys(others))('neither checks out nor installs anything in the job %s', (name) => {
		const { steps } = jobs[name];
		const actions = steps.flatMap(({ uses }) => uses ?? []);
		expect(actions).toEqual([expect.stringMatching(/^actions\/download-artifact@/)]);
		const commands = steps.map(({ run = '' }) => run).join('\n');
		expect(commands).not.toMatch(/npm (ci|install|i|run|exec)\b|npx/);
	});
});

it('runs every week on the newest n8n', () => {
	const { on, jobs } = read<Workflow>('workflows/newest-n8n.yml');
	expect(on).toHaveProperty('schedule', [{ cron: expect.stringMatching(/ \* \* 1$/) }]);
	const commands = jobs['newest-n8n'].steps.map(({ run = '' }) => run).join('\n');
	expect(commands).toContain('N8N_NODES_IHMJC_N8N=');
	expect(commands).toContain('npm run test:e2e');
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
