import type { IDataObject, INode } from 'n8n-workflow';

import type { Execution, N8nClient } from '../../../tools/editor/N8nClient';
import { node, START } from '../../../tools/editor/node';
import type { Sandbox } from '../../../tools/sandbox/startSandbox';
import { GB, rowsOf, truth, US } from './numbers';
import type { TestService } from './TestN8n';
import { until } from './until';
import { chain, errorOf, ihmjc, jsonOf } from './workflows';

/** Two lists. */
export const ROWS = rowsOf([US[0], GB[0], US[1], GB[1], US[2]]);

/** Says of each item which row it is paired with. */
export const pairs = (): INode =>
	node(
		'set',
		'Pairs',
		{
			assignments: {
				assignments: [
					{
						id: 'pair',
						name: 'pair',
						type: 'string',
						value: `={{ $('${START}').item.json.phone ?? $('${START}').item.json.uploadId }}`,
					},
				],
			},
			includeOtherFields: true,
			options: {},
		},
		{ typeVersion: 3.4 },
	);

/** Starts a node that waits in the database at once, for the rows or for the first upload that there is. */
export async function startWaiting(
	client: N8nClient,
	service: TestService,
	operation: string,
	{ options = {}, ...parameters }: IDataObject,
	more: Partial<INode> = {},
	items: IDataObject[] = ROWS,
): Promise<string> {
	const waiting = ihmjc(
		service,
		operation,
		{ ...parameters, options: { waitIn: 'database', ...(options as IDataObject) } },
		more,
	);
	const rows = operation === 'check' ? items : [{ uploadId: service.sandbox.uploads[0].sendID }];
	return await client.start(await client.createWorkflow(chain(rows, waiting, pairs())), START);
}

export const untilWaiting = async (client: N8nClient, id: string): Promise<void> =>
	await until(async () => {
		const { status, data } = await client.execution(id);
		if (status === 'error') throw new Error(String(data.resultData.error?.message));
		return status === 'waiting';
	}, 60);

/** Every row has its answer, and is paired with itself. */
export function expectAnswers(execution: Execution, sandbox: Sandbox): void {
	expect(errorOf(execution)).toBe('');
	expect(execution.status).toBe('success');
	const rows = jsonOf(execution, 'Pairs');
	expect(rows.map(({ phone, pair, ihmjcStatus }) => [phone, pair, ihmjcStatus])).toEqual(
		ROWS.map(({ phone }) => [phone, phone, truth(sandbox, phone)]),
	);
}
