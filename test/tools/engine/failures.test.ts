import type { IDataObject, INode } from 'n8n-workflow';

import { chain } from '../../../tools/engine/chain';
import { rows } from '../../../tools/engine/rowsTrigger';
import { type RunOptions, runWorkflow } from '../../../tools/engine/runWorkflow';
import { nodeThat } from './nodeThat';

const trigger = { name: 'Rows', type: 'test.rows' };
const node = { name: 'Node', type: 'test.node' };

/** Counts its tries in its context, fails the first ones, and then returns the count. */
function failing(times: number) {
	const said: IDataObject[] = [];
	const type = nodeThat(async function () {
		const context = this.getContext('node');
		context.tries = ((context.tries as number | undefined) ?? 0) + 1;
		said.push({ tries: context.tries, runIndex: this.getWorkflowDataProxy(0).$runIndex as number });
		this.addExecutionHints({ message: `Try ${context.tries}`, location: 'outputPane' });
		if ((context.tries as number) <= times) throw new Error('Not yet');
		return [{ json: { tries: context.tries } }];
	});
	return { type, said };
}

async function run(
	settings: Partial<INode>,
	nodeType: RunOptions['nodeTypes'],
	options: RunOptions = {},
) {
	return await runWorkflow(chain(trigger, { ...node, ...settings }), {
		...options,
		nodeTypes: { 'test.rows': rows([{ row: 1 }, { row: 2 }]), ...nodeType },
	});
}

describe('a failing node', () => {
	const retries: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('fails the execution', async () => {
		const result = await run({}, { 'test.node': failing(1).type });
		expect(result.status).toBe('error');
		expect(result.error?.message).toBe('Not yet');
		expect(result.runs('Node')[0].executionStatus).toBe('error');
		expect(
			result.logs.some(({ level, message }) => level === 'error' && message.includes('Error')),
		).toBe(true);
	});

	it('is retried with its context, without the hints of failed tries', async () => {
		const { type, said } = failing(2);
		const result = await run(retries, { 'test.node': type });
		expect(result.status).toBe('success');
		expect(said).toEqual([1, 2, 3].map((tries) => ({ tries, runIndex: 0 })));
		expect(result.items('Node')[0].json).toEqual({ tries: 3 });
		expect(result.hints('Node')).toEqual([{ message: 'Try 3', location: 'outputPane' }]);
		expect(result.executionTime('Node')).toBeGreaterThanOrEqual(2);
	});

	it('is retried if its first item looks like an error', async () => {
		let tries = 0;
		const errorItem = nodeThat(async () => [{ json: ++tries < 3 ? { error: '' } : { tries } }]);
		const result = await run(retries, { 'test.node': errorItem });
		expect(result.items('Node')[0].json).toEqual({ tries: 3 });
	});

	it('resumes with its context when the execution is retried', async () => {
		const { type, said } = failing(1);
		const failed = await run({}, { 'test.node': type });
		const saved = JSON.stringify(failed.data);
		const retried = await run({}, { 'test.node': type }, { resumeFrom: failed.data });
		expect(retried.status).toBe('success');
		expect(retried.items('Node')[0].json).toEqual({ tries: 2 });
		expect(said.map(({ tries }) => tries)).toEqual([1, 2]);
		expect(retried.runs('Node')).toHaveLength(1);
		expect(retried.runs('Rows')).toEqual(failed.runs('Rows'));
		expect(JSON.stringify(failed.data)).toBe(saved);
	});

	it('returns its input with On Error set to "continue"', async () => {
		const workflow = chain(
			trigger,
			{ ...node, onError: 'continueRegularOutput' },
			{ name: 'Next', type: 'n8n-nodes-base.noOp' },
		);
		const result = await runWorkflow(workflow, {
			nodeTypes: { 'test.rows': rows([{ row: 1 }]), 'test.node': failing(1).type },
		});
		expect(result.status).toBe('success');
		expect(result.runs('Node')[0].error?.message).toBe('Not yet');
		expect(result.items('Next').map(({ json }) => json)).toEqual([{ row: 1 }]);
	});

	it('sends items with only an error to the error output, with their row', async () => {
		const mixed = nodeThat(async () => [
			{ json: { fine: true }, pairedItem: { item: 0 } },
			{ json: { error: 'broken' }, pairedItem: { item: 1 } },
			{ json: { error: 'beside', row: 2 }, pairedItem: { item: 1 } },
		]);
		const result = await run({ onError: 'continueErrorOutput' }, { 'test.node': mixed });
		expect(result.items('Node').map(({ json }) => json)).toEqual([
			{ fine: true },
			{ error: 'beside', row: 2 },
		]);
		expect(result.items('Node', 1).map(({ json }) => json)).toEqual([{ row: 2, error: 'broken' }]);
	});

	it('sends its input to the success output if it throws and has an error output', async () => {
		const result = await run({ onError: 'continueErrorOutput' }, { 'test.node': failing(1).type });
		expect(result.items('Node').map(({ json }) => json)).toEqual([{ row: 1 }, { row: 2 }]);
		expect(result.items('Node', 1)).toEqual([]);
	});
});
