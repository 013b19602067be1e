import { commonPollingParameters } from 'n8n-core/dist/nodes-loader/constants';
import type { INode, INodeProperties } from 'n8n-workflow';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { IhmjcTrigger } from '../../nodes/IhmjcTrigger/IhmjcTrigger.node';
import { workflowFileNames, workflowText } from '../../tools/editor/workflowFiles';
import type { WorkflowFile } from '../../tools/engine/runWorkflow';
import { canvasFaults } from './canvasFaults';
import { openChoices, parameterFaults } from './parameterFaults';

const { description } = new Ihmjc();
const { description: trigger } = new IhmjcTrigger();

/** Descriptions by type name in workflows, including the tool that n8n creates and the properties it adds. */
const DESCRIPTIONS = {
	'n8n-nodes-ihmjc.ihmjc': description,
	'n8n-nodes-ihmjc.ihmjcTool': { ...description, name: 'ihmjcTool' },
	'n8n-nodes-ihmjc.ihmjcTrigger': {
		...trigger,
		properties: [...commonPollingParameters, ...trigger.properties],
	},
};

const isOurs = ({ type }: INode): boolean => type.startsWith('n8n-nodes-ihmjc.');

const descriptionOf = ({ type }: INode) => DESCRIPTIONS[type as keyof typeof DESCRIPTIONS];

/** Ranges reserved for fiction: US, GB, AU. */
const FICTION = /^(141555501\d\d|447700900\d{3}|61491570\d{3})$/;

const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Words of n8n's own panels that notes mention. */
const N8N_WORDS = ['Executions', 'If', 'Production URL', 'Retry'];

const ourWords = [...displayNames([...description.properties, ...trigger.properties])];

function* displayNames(fields: INodeProperties[]): Generator<string> {
	for (const { displayName, type, options = [] } of fields) {
		yield displayName;
		if (type === 'collection') yield* displayNames(options as INodeProperties[]);
		else for (const { name } of options) yield name;
	}
}

const fileNames = workflowFileNames();
const read = (fileName: string) => JSON.parse(workflowText(fileName)) as WorkflowFile;

describe.each(fileNames)('examples/%s', (fileName) => {
	const workflow = read(fileName);
	const { nodes } = workflow;
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');

	it('has a tidy layout on the canvas', () => {
		expect(canvasFaults(workflow)).toEqual([]);
	});

	it('sets only known parameters to known values', () => {
		const ours = nodes.filter(isOurs);
		expect(ours.length).toBeGreaterThan(0);
		expect(ours.flatMap((node) => parameterFaults(node, descriptionOf(node)))).toEqual([]);
	});

	it('leaves only the credential of Ihmjc nodes to choose', () => {
		expect(nodes.filter(isOurs).flatMap((node) => openChoices(node, descriptionOf(node)))).toEqual(
			[],
		);
	});

	it('contains no credentials, no data and no author', () => {
		expect(nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(Object.keys(workflow).sort()).toEqual([
			'connections',
			'name',
			'nodes',
			'pinData',
			'settings',
		]);
		expect(workflow.pinData).toEqual({});
	});

	it('has unique names and IDs', () => {
		expect(workflow.name).toMatch(/^Ihmjc: /);
		for (const key of ['name', 'id'] as const) {
			const values = nodes.map((node) => node[key]);
			expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
		}
	});

	it('explains its purpose, its setup and its costs in notes', () => {
		const headings = notes.flatMap(
			({ parameters }) => String(parameters.content).match(/^#+ .+$/gm) ?? [],
		);
		expect(headings).toEqual([expect.stringMatching(/^## \S/), '## Set up', '## Costs']);
	});

	it('says what it does about small lists, unless it is free', () => {
		const costs = notes.find(({ name }) => name === 'Costs');
		expect(costs?.parameters.content).toMatch(/Ihmjc (may )?refuses? |^## Costs\nFree\.$/);
	});

	it('mentions only existing nodes and fields in its notes', () => {
		const inItalics = notes.flatMap(({ parameters }) =>
			[...String(parameters.content).matchAll(/\*([^*\n]+)\*/g)].map(([, words]) => words),
		);
		const known = new Set([...nodes.map(({ name }) => name), ...ourWords, ...N8N_WORDS]);
		expect(inItalics.filter((words) => !known.has(words))).toEqual([]);
	});

	it('contains only phone numbers reserved for fiction', () => {
		const withoutIds = workflowText(fileName).replace(UUID, '');
		const found = withoutIds.match(/\+?\d[\d ()-]{7,}\d/g) ?? [];
		const digits = found.map((text) => text.replace(/\D/g, '').replace(/^00/, ''));
		expect(digits.filter((number) => !FICTION.test(number))).toEqual([]);
	});
});

it('lets every row without a result come back in google-sheet.json', () => {
	const filter = read('google-sheet.json').nodes.find(({ name }) => name === 'Without an Answer');
	const { conditions } = filter?.parameters.conditions as unknown as {
		conditions: Array<{ rightValue: string }>;
	};
	const statuses = conditions.map(({ rightValue }) => rightValue);
	expect(statuses).toEqual(['', 'pending', 'failed', 'held']);
});
