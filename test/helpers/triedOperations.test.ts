import type { IDataObject } from 'n8n-workflow';

import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';
import { americanNumbers, rowsOf } from './fictionalNumbers';
import { pairedWith } from './ihmjcResult';
import { missingOperations } from './missingOperations';
import { setUp } from './setUp';
import { TRIED_OPERATIONS } from './triedOperations';

afterEach(closeAll);

it('lists every operation in triedOperations.ts', () => {
	expect(missingOperations(TRIED_OPERATIONS.map(({ parameters }) => parameters))).toEqual([]);
});

it.each(TRIED_OPERATIONS.filter(({ isTrigger }) => !isTrigger))(
	'pairs the items of $name with all input items',
	async ({ parameters, needsUpload }) => {
		const { run, sandbox } = await setUp();
		const numbers = americanNumbers(2);
		const items: IDataObject[] = needsUpload
			? [{ uploadId: await upload(sandbox, numbers) }]
			: rowsOf(numbers);
		const result = await run(parameters, { items });
		const paired = pairedWith(result);
		for (const each of paired) expect(each).not.toEqual([]);
		expect([...new Set(paired.flat())].sort()).toEqual(items.map((_, item) => item));
	},
);
