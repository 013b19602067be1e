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

/** By the types' names in workflows, with what n8n makes of them and adds to them. */
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

/** Words of n8n's own panels, as far as notes speak of them. */
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

	it('is tidy on the canvas', () => {
		expect(canvasFaults(workflow)).toEqual([]);
	});

	it('sets only parameters that there are, to values that there are', () => {
		const ours = nodes.filter(isOurs);
		expect(ours.length).toBeGreaterThan(0);
		expect(ours.flatMap((node) => parameterFaults(node, descriptionOf(node)))).toEqual([]);
	});

	it('leaves nothing to be chosen in Ihmjc nodes but the credential', () => {
		expect(nodes.filter(isOurs).flatMap((node) => openChoices(node, descriptionOf(node)))).toEqual(
			[],
		);
	});

	it('brings along neither credentials, nor data, nor whose it was', () => {
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

	it('has names and IDs of its own', () => {
		expect(workflow.name).toMatch(/^Ihmjc: /);
		for (const key of ['name', 'id'] as const) {
			const values = nodes.map((node) => node[key]);
			expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
		}
	});

	it('says what it does, what to set up and what it costs', () => {
		const headings = notes.flatMap(
			({ parameters }) => String(parameters.content).match(/^#+ .+$/gm) ?? [],
		);
		expect(headings).toEqual([expect.stringMatching(/^## \S/), '## Set up', '## Costs']);
	});

	it('names in its notes only nodes, and fields of panels, that there are', () => {
		const inItalics = notes.flatMap(({ parameters }) =>
			[...String(parameters.content).matchAll(/\*([^*\n]+)\*/g)].map(([, words]) => words),
		);
		const known = new Set([...nodes.map(({ name }) => name), ...ourWords, ...N8N_WORDS]);
		expect(inItalics.filter((words) => !known.has(words))).toEqual([]);
	});

	it('has only phone numbers that are reserved for fiction', () => {
		const withoutIds = workflowText(fileName).replace(UUID, '');
		const found = withoutIds.match(/\+?\d[\d ()-]{7,}\d/g) ?? [];
		const digits = found.map((text) => text.replace(/\D/g, '').replace(/^00/, ''));
		expect(digits.filter((number) => !FICTION.test(number))).toEqual([]);
	});
});
