import {
	type IDataObject,
	type INodeType,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { activateWorkflow } from '../../../tools/engine/activateWorkflow';
import { chain } from '../../../tools/engine/chain';
import { runWorkflow } from '../../../tools/engine/runWorkflow';

/** A trigger that polls with this function. */
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

/** Remembers how often it was polled, and returns the count at every second poll. */
const everySecond = triggerThat(function () {
	const memory = this.getWorkflowStaticData('node') as { polls?: number };
	memory.polls = (memory.polls ?? 0) + 1;
	return memory.polls % 2 === 0 ? { polls: memory.polls } : null;
});

describe('activateWorkflow', () => {
	it('polls at once and runs the workflow with the items of a poll', async () => {
		const nodeTypes = { 'test.poll': everySecond };
		const active = await activateWorkflow(workflow, { nodeTypes });
		expect(active.first).toBeUndefined();
		const started = await active.poll();
		expect(started?.status).toBe('success');
		expect(started?.items('Next').map(({ json }) => json)).toEqual([{ polls: 2 }]);
		expect(await active.poll()).toBeUndefined();
	});

	it("saves the trigger's data after the first poll and when a poll starts the workflow", async () => {
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

	it('rejects if the first poll fails, and continues after a later failure', async () => {
		let polls = 0;
		const nodeTypes = (fails: number) => ({
			'test.poll': triggerThat(() => {
				if (++polls === fails) throw new Error('No response');
				return { polls };
			}),
		});
		await expect(activateWorkflow(workflow, { nodeTypes: nodeTypes(1) })).rejects.toThrow(
			'No response',
		);
		const active = await activateWorkflow(workflow, { nodeTypes: nodeTypes(3) });
		expect(active.first?.items('Next')[0].json).toEqual({ polls: 2 });
		await expect(active.poll()).rejects.toThrow('No response');
		expect((await active.poll())?.items('Next')[0].json).toEqual({ polls: 4 });
	});

	it('rejects a workflow without a polling trigger', async () => {
		const manual = chain({ name: 'Start', type: 'n8n-nodes-base.manualTrigger' });
		await expect(activateWorkflow(manual)).rejects.toThrow('no trigger to poll');
	});
});

it('tells a polling trigger that a run is manual', async () => {
	const poll = triggerThat(function () {
		return { mode: this.getMode() };
	});
	const result = await runWorkflow(workflow, { nodeTypes: { 'test.poll': poll }, mode: 'manual' });
	expect(result.items('Next').map(({ json }) => json)).toEqual([{ mode: 'manual' }]);
});
