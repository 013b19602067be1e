import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { Ihmjc } from '../../nodes/Ihmjc/Ihmjc.node';
import { closeAll, upload } from '../sandbox/support';
import { TRIED_OPERATIONS } from '../triedOperations';
import { ERROR_OUTPUT, jsonOf, REGULAR, setUp } from './support';

const BROKEN = "={{ $('No such node').item.json.value }}";

const { properties } = new Ihmjc().description;

/** The parameters of an operation, its options among them, each with an expression that fails for every item. */
function* broken(parameters: INodeParameters): Generator<[string, INodeParameters]> {
	const isItsOwn = ({ displayOptions }: INodeProperties) =>
		displayOptions?.show?.operation?.includes(parameters.operation as string) &&
		!displayOptions.show['@tool'];
	for (const { name, type, options = [] } of properties.filter(isItsOwn)) {
		if (type !== 'collection') yield [name, { ...parameters, [name]: BROKEN }];
		else {
			for (const option of options as INodeProperties[]) {
				yield [`${name}.${option.name}`, { ...parameters, [name]: { [option.name]: BROKEN } }];
			}
		}
	}
}

const cases = TRIED_OPERATIONS.filter(({ isTrigger }) => !isTrigger).flatMap(
	({ name, parameters, needsUpload }) =>
		[...broken(parameters)].map(
			([parameter, withBroken]) => [name, parameter, withBroken, needsUpload] as const,
		),
);

afterEach(closeAll);

it.each(cases)(
	'%s, whose %s fails, goes on with no row as it came',
	async (...[, , parameters, needsUpload]) => {
		const { run, sandbox } = await setUp();
		const phone = '+14155550100';
		const row = needsUpload ? { uploadId: await upload(sandbox, [phone.slice(1)]) } : { phone };
		for (const node of [REGULAR, ERROR_OUTPUT]) {
			const result = await run(parameters, { items: [row], node });
			const succeeded = jsonOf(result);
			expect(succeeded).not.toContainEqual(row);
			const failed = node === ERROR_OUTPUT ? jsonOf(result, 1) : [];
			expect(succeeded.length + failed.length).toBeGreaterThan(0);
		}
	},
);
