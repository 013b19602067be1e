import {
	type IDataObject,
	type INodeType,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { activateWorkflow } from '../../../tools/engine/activateWorkflow';
import { chain } from '../../../tools/engine/chain';
import { runWorkflow } from '../../../tools/engine/runWorkflow';

/** A trigger that does this whenever it is polled. */
const triggerThat = (poll: (this: IPollFunctions) => IDataObject | null): INodeType => ({
	description: {
		displayName: 'Poll',
		name: 'poll',
		group: ['trigger'],
		version: 1,
		description: 'Made for one test',
		defaults: { name: 'Poll' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async poll() {
		const json = poll.call(this);
		return json && [[{ json }]];
	},
});

const workflow = chain(
	{ name: 'Poll', type: 'test.poll' },
	{ name: 'Next', type: 'n8n-nodes-base.noOp' },
);

/** Gives every second poll's count, and remembers how often it was polled. */
const everySecond = triggerThat(function () {
	const memory = this.getWorkflowStaticData('node') as { polls?: number };
	memory.polls = (memory.polls ?? 0) + 1;
	return memory.polls % 2 === 0 ? { polls: memory.polls } : null;
});

describe('activateWorkflow', () => {
	it('polls at once, and runs the workflow with what a poll gives', async () => {
		const nodeTypes = { 'test.poll': everySecond };
		const active = await activateWorkflow(workflow, { nodeTypes });
		expect(active.first).toBeUndefined();
		const started = await active.poll();
		expect(started?.status).toBe('success');
		expect(started?.items('Next').map(({ json }) => json)).toEqual([{ polls: 2 }]);
		expect(await active.poll()).toBeUndefined();
	});

	it('saves what the trigger remembers when n8n does: at first, and at a start', async () => {
		const nodeTypes = { 'test.poll': everySecond };
		const active = await activateWorkflow(workflow, { nodeTypes });
		const saved: IDataObject[] = [active.saved()];
		for (let poll = 2; poll <= 3; poll++) {
			await active.poll();
			saved.push(active.saved());
		}
		expect(saved).toEqual([1, 2, 2].map((polls) => ({ 'node:Poll': { polls } })));
		const restarted = await activateWorkflow(
			{ ...workflow, staticData: active.saved() },
			{ nodeTypes },
		);
		expect((await restarted.poll())?.items('Poll')[0].json).toEqual({ polls: 4 });
	});

	it('refuses to activate what fails at first, and goes on after a later failure', async () => {
		let polls = 0;
		const nodeTypes = (fails: number) => ({
			'test.poll': triggerThat(() => {
				if (++polls === fails) throw new Error('No answer');
				return { polls };
			}),
		});
		await expect(activateWorkflow(workflow, { nodeTypes: nodeTypes(1) })).rejects.toThrow(
			'No answer',
		);
		const active = await activateWorkflow(workflow, { nodeTypes: nodeTypes(3) });
		expect(active.first?.items('Next')[0].json).toEqual({ polls: 2 });
		await expect(active.poll()).rejects.toThrow('No answer');
		expect((await active.poll())?.items('Next')[0].json).toEqual({ polls: 4 });
	});

	it('needs a trigger to poll', async () => {
		const manual = chain({ name: 'Start', type: 'n8n-nodes-base.manualTrigger' });
		await expect(activateWorkflow(manual)).rejects.toThrow('no trigger to poll');
	});
});

it('runs a polling trigger by hand, which learns that it is a manual run', async () => {
	const poll = triggerThat(function () {
		return { mode: this.getMode() };
	});
	const result = await runWorkflow(workflow, { nodeTypes: { 'test.poll': poll }, mode: 'manual' });
	expect(result.items('Next').map(({ json }) => json)).toEqual([{ mode: 'manual' }]);
});
