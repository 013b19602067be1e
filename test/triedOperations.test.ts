import type { IDataObject } from 'n8n-workflow';

import { missingOperations } from './missingOperations';
import { pairedWith, setUp } from './operations/support';
import { americanNumbers, closeAll, upload } from './sandbox/support';
import { TRIED_OPERATIONS } from './triedOperations';

afterEach(closeAll);

it('triedOperations.ts leaves no operation out', () => {
	expect(missingOperations(TRIED_OPERATIONS.map(({ parameters }) => parameters))).toEqual([]);
});

it.each(TRIED_OPERATIONS.filter(({ isTrigger }) => !isTrigger))(
	'$name pairs every item with one of its input',
	async ({ parameters, needsUpload }) => {
		const { run, sandbox } = await setUp();
		const numbers = americanNumbers(2);
		const items: IDataObject[] = needsUpload
			? [{ uploadId: await upload(sandbox, numbers) }]
			: numbers.map((number) => ({ phone: `+${number}` }));
		const result = await run(parameters, { items });
		const paired = pairedWith(result);
		expect(paired.length).toBeGreaterThan(0);
		for (const each of paired) expect(items[each[0]]).toBeDefined();
	},
);

it.each(TRIED_OPERATIONS)('$name is tried on faults', ({ endpoints }) => {
	expect(endpoints.length).toBeGreaterThan(0);
});
