import type { IDataObject } from 'n8n-workflow';

import { operations } from '../helpers/missingOperations';
import type { Blocks } from './fillPage';

/** The example in the docs that shows an operation's items, by resource and value. */
const EXAMPLE_OF: Record<string, string> = {
	'detection/check': 'a checked row',
	'detection/preview': 'lists of a preview',
	'detection/upload': 'an upload',
	'detection/query': 'a query',
	'detection/waitUntilDone': 'the end of a wait',
	'detection/download': 'a downloaded file',
	'account/balance': 'a balance',
};

/** Fields of the example rows. They are left out of the schema, because a user's rows have other fields. */
const OF_THE_ROW = ['name', 'phone'];

/** The schemas of each operation's items that the editor shows before the first run, by the file that n8n looks for. */
export const outputSchemas = (blocks: Blocks): Array<[file: string, schema: string]> =>
	operations.map(({ resource, value }) => {
		const name = EXAMPLE_OF[`${resource}/${value}`];
		if (!name) throw new Error(`Add the example of ${value} to outputSchemas.ts`);
		return [
			`nodes/Ihmjc/__schema__/v1.0.0/${resource}/${value}.json`,
			`${JSON.stringify(schemaOf(itemIn(blocks[`example of ${name}`])), undefined, 2)}\n`,
		];
	});

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
