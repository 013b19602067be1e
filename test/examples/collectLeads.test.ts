/* eslint-disable @n8n/community-nodes/no-dangerous-functions */
import type { IDataObject } from 'n8n-workflow';

import type { WorkflowFile } from '../../tools/editor/N8nClient';
import { workflowText } from '../../tools/editor/workflowFiles';

interface Assignment {
	name: string;
	value: string;
}

const { nodes } = JSON.parse(workflowText('collect-leads.json')) as WorkflowFile;

const parametersOf = (name: string) => nodes.find((node) => node.name === name)?.parameters ?? {};

/** The fields that "One Lead" makes of a request. */
function leadOf(body: unknown): IDataObject {
	const { assignments } = parametersOf('One Lead').assignments as { assignments: Assignment[] };
	const evaluate = (value: string): unknown =>
		new Function('$json', `return ${value.slice('={{'.length, -'}}'.length)}`)({ body });
	return Object.fromEntries(
		assignments.map(({ name, value }) => [name, evaluate(value)]),
	) as IDataObject;
}

describe('examples/collect-leads.json', () => {
	it('takes only name, phone and email of a request', () => {
		const claim = { ihmjcStatus: 'pending', ihmjcUploadId: '42992', key: 'mine' };
		expect(leadOf({ ...claim, name: 'Ada', phone: '+1 (415) 555-0100', email: 'a@b.c' })).toEqual({
			name: 'Ada',
			phone: '+1 (415) 555-0100',
			email: 'a@b.c',
			key: '+14155550100',
		});
	});

	it.each([
		['0014155550100', '+14155550100'],
		[14155550100, '14155550100'],
		['(415) 555-0100', '4155550100'],
	])('makes one key of all spellings of a number, here %p', (phone, key) => {
		expect(leadOf({ phone }).key).toBe(key);
	});

	it('tells leads without a number apart by their email', () => {
		expect(leadOf({ email: 'a@b.c' })).toMatchObject({ phone: '', key: 'a@b.c' });
	});

	it('lets every lead without a result come back', () => {
		const { conditions } = parametersOf('Leads Without a Result').filters as unknown as {
			conditions: Array<{ condition: string; keyValue?: string }>;
		};
		expect(conditions.map(({ condition, keyValue }) => keyValue ?? condition)).toEqual([
			'isEmpty',
			'pending',
			'failed',
			'held',
		]);
	});

	it('waits less than the hour between two runs', () => {
		const { maxWait } = parametersOf('Check Numbers').options as IDataObject;
		expect(maxWait).toBeLessThan(60);
	});
});
