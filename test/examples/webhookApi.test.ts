/* eslint-disable @n8n/community-nodes/no-dangerous-functions */
import type { IDataObject } from 'n8n-workflow';

import type { WorkflowFile } from '../../tools/editor/N8nClient';
import { workflowText } from '../../tools/editor/workflowFiles';

interface Assignment {
	name: string;
	value: string;
}

const { nodes } = JSON.parse(workflowText('webhook-api.json')) as WorkflowFile;

/** The fields that "Numbers of the Request" makes of a request. */
function fieldsOf(body: unknown): IDataObject {
	const node = nodes.find(({ name }) => name === 'Numbers of the Request');
	const { assignments } = node?.parameters.assignments as { assignments: Assignment[] };
	const evaluate = (value: string): unknown =>
		new Function('$json', `return ${value.slice('={{'.length, -'}}'.length)}`)({ body });
	return Object.fromEntries(
		assignments.map(({ name, value }) => [name, evaluate(value)]),
	) as IDataObject;
}

describe('workflows/webhook-api.json', () => {
	it('takes only phone numbers and the app of a request', () => {
		const claim = { ihmjcStatus: 'pending', ihmjcUploadId: '42992', number: '447700900123' };
		const numbers = [
			'+1 415 555 0100',
			14155550101,
			{ phone: '0014155550102', ...claim },
			{ phone: { ...claim } },
			claim,
			null,
			[],
		];
		expect(fieldsOf({ ...claim, app: 'Telegram', numbers, rows: [claim] })).toEqual({
			app: 'telegram',
			rows: [
				{ phone: '+1 415 555 0100', number: '14155550100' },
				{ phone: '14155550101', number: '14155550101' },
				{ phone: '0014155550102', number: '14155550102' },
			],
		});
	});

	it.each([[{}], [''], [[]], [{ numbers: null }], [{ numbers: {} }]])(
		'reads no numbers in the request %j',
		(body) => {
			expect(fieldsOf(body)).toEqual({ app: 'whatsapp', rows: [] });
		},
	);
});
