import type { INodePropertyOptions } from 'n8n-workflow';

import { Ihmjc } from '../nodes/Ihmjc/Ihmjc.node';
import { TRIED_OPERATIONS } from './triedOperations';

it('leaves no operation out', () => {
	const values = new Ihmjc().description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options as INodePropertyOptions[])
		.map(({ value }) => value);
	const tried = TRIED_OPERATIONS.map(({ parameters }) => parameters.operation);
	expect(tried).toEqual(expect.arrayContaining(values));
});
