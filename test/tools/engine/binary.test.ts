/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { removeBinaryFiles } from '../../../tools/engine/binaryFiles';
import { chain } from '../../../tools/engine/chain';
import { fileOf, rows } from '../../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../../tools/engine/runWorkflow';
import { nodeThat } from './nodeThat';

const workflow = chain({ name: 'Rows', type: 'test.rows' }, { name: 'Node', type: 'test.node' });
const numbers = '+14155550100\n+14155550101\n';

const upperCase = nodeThat(async function () {
	const file = this.helpers.assertBinaryData(0, 'data');
	const content = file.id
		? await text((await this.helpers.getBinaryStream(file.id)) as Readable)
		: String(await this.helpers.getBinaryDataBuffer(0, 'data'));
	const data = await this.helpers.prepareBinaryData(Buffer.from(`<${content}>`), 'out.txt');
	return [{ json: { stored: file.id !== undefined }, binary: { data } }];
});
const nodeTypes = {
	'test.rows': rows([{ json: {}, binary: { data: fileOf(numbers) } }]),
	'test.node': upperCase,
};

afterAll(removeBinaryFiles);

describe('binary data', () => {
	it('is stored in the items by default', async () => {
		const result = await runWorkflow(workflow, { nodeTypes });
		const [item] = result.items('Node');
		expect(item.json.stored).toBe(false);
		expect(item.binary?.data).toMatchObject({ fileName: 'out.txt', mimeType: 'text/plain' });
		expect(Buffer.from(item.binary!.data.data, 'base64').toString()).toBe(`<${numbers}>`);
		expect(String(await result.binary(item))).toBe(`<${numbers}>`);
		await expect(result.binary(item, 'file')).rejects.toThrow('no file "file"');
	});

	it('is stored in files in the mode filesystem until they are removed', async () => {
		const result = await runWorkflow(workflow, { nodeTypes, binaryMode: 'filesystem' });
		const [item] = result.items('Node');
		expect(item.json.stored).toBe(true);
		expect(item.binary?.data.id).toMatch(/^filesystem-v2:workflows\/workflow\/executions\//);
		expect(String(await result.binary(item))).toBe(`<${numbers}>`);
		const [{ binary }] = result.items('Rows');
		expect(binary?.data).toMatchObject({ fileName: 'numbers.txt', bytes: numbers.length });

		removeBinaryFiles();
		await expect(result.binary(item)).rejects.toThrow();
	});

	it('supports both modes in parallel runs', async () => {
		const both = await Promise.all(
			(['default', 'filesystem'] as const).map(
				async (binaryMode) => await runWorkflow(workflow, { nodeTypes, binaryMode }),
			),
		);
		expect(both.map((result) => result.items('Node')[0].json.stored)).toEqual([false, true]);
	});

	it('is still readable when a failed execution is retried', async () => {
		let tries = 0;
		const failsFirst = nodeThat(async function () {
			if (++tries === 1) throw new Error('Not yet');
			const { id } = this.helpers.assertBinaryData(0, 'data');
			return [
				{ json: { content: await text((await this.helpers.getBinaryStream(id!)) as Readable) } },
			];
		});
		const options = {
			nodeTypes: { ...nodeTypes, 'test.node': failsFirst },
			binaryMode: 'filesystem' as const,
		};
		const failed = await runWorkflow(workflow, options);
		const retried = await runWorkflow(workflow, { ...options, resumeFrom: failed.data });
		expect(retried.items('Node')[0].json.content).toBe(numbers);
	});
});
