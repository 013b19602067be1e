import type { INodePropertyOptions } from 'n8n-workflow';

import { errorOf } from '../helpers/ihmjcResult';
import { parametersOf } from '../helpers/parametersOf';
import { setUp } from '../helpers/setUp';
import { TRIED_OPERATIONS } from '../helpers/triedOperations';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

/** The names of these differ from their values. */
const EXCLUDED = ['app', 'defaultCountry'];

const fields = TRIED_OPERATIONS.filter(({ name }) => !/items|ZIP|rows/.test(name)).flatMap(
	(operation) =>
		parametersOf(operation.parameters)
			.filter(({ path, property }) => property.type === 'options' && !EXCLUDED.includes(path))
			.map((field) => ({ ...operation, ...field })),
);

async function prepare(needsUpload = false) {
	const world = await setUp();
	const number = '14155550100';
	const items = needsUpload
		? [{ uploadId: await upload(world.sandbox, [number]) }]
		: [{ phone: `+${number}` }];
	return { ...world, items };
}

afterEach(closeAll);

describe.each(fields)('$path of $name', ({ path, property, having, needsUpload }) => {
	const choices = property.options as INodePropertyOptions[];

	// Rows are the only source in this test.
	const possible = choices.filter(({ value }) => path !== 'source' || value === 'items');

	it.each(possible)('accepts $value by its name or value in any case', async ({ name, value }) => {
		for (const text of [name, String(value)]) {
			const { run, items } = await prepare(needsUpload);
			const canWaitInDatabase = true;
			const [given, plain] = [
				await run(having(`={{ "${text.toUpperCase()}" }}`), { items, canWaitInDatabase }),
				await run(having(String(value)), { items, canWaitInDatabase }),
			];
			expect(given.status).toBe('success');
			const shapes = [given, plain].map((result) =>
				result.items('Ihmjc').map(({ json, binary }) => [Object.keys(json), json.file, !!binary]),
			);
			expect(shapes[0]).toEqual(shapes[1]);
		}
	});

	it('refuses other values before anything is sent', async () => {
		const { run, items, spent } = await prepare(needsUpload);
		const before = spent();
		const error = errorOf(await run(having('={{ "Sideways" }}'), { items }));
		expect(error.message).toMatch(`'${property.displayName}' can't be "Sideways"`);
		expect(error.description).toBe(
			`Choose one of these: ${choices.map(({ name }) => name).join(', ')}. Nothing was sent.`,
		);
		expect(spent()).toBe(before);
	});
});
