import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { FIXTURES } from '../fixtures';
import type { Blocks } from './fillPage';

/** Fields of the example rows. They are left out of the schema, because a user's rows have other fields. */
const OF_THE_ROW = ['name', 'phone'];

/** The schemas of each operation's items that the editor shows before the first run, by the file that n8n looks for. */
export const outputSchemas = (blocks: Blocks): Array<[file: string, schema: string]> =>
	FIXTURES.map(({ calls: [{ parameters }], examples }) => {
		// n8n shows one schema for an operation, so it has the fields of all its kinds of items.
		const items = examples
			.filter(({ isShown }) => isShown)
			.map(({ name }) => itemIn(blocks[`example of ${name}`]));
		return [
			fileFor(parameters),
			`${JSON.stringify(schemaOf(Object.assign({}, ...items)), undefined, 2)}\n`,
		];
	});

const fileFor = ({ resource = 'detection', operation }: INodeParameters) =>
	`nodes/Ihmjc/__schema__/v1.0.0/${String(resource)}/${String(operation)}.json`;

/** The item of an example, or the first of several. */
function itemIn(block: string): IDataObject {
	const [, json] = /```json\n([^]*)\n```/.exec(block) ?? [];
	return [JSON.parse(json) as IDataObject].flat()[0];
}

const schemaOf = (item: IDataObject) => ({
	type: 'object',
	properties: Object.fromEntries(
		Object.entries(item)
			.filter(([key]) => !OF_THE_ROW.includes(key))
			.map(([key, value]) => [key, { type: typeof value }]),
	),
	version: 1,
});
