import { errorOf, jsonOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { parametersOf } from '../helpers/parametersOf';
import { setUp } from '../helpers/setUp';
import { TRIED_OPERATIONS } from '../helpers/triedOperations';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

const BROKEN = "={{ $('No such node').item.json.value }}";

const cases = TRIED_OPERATIONS.filter(({ isTrigger }) => !isTrigger).flatMap(
	({ name, parameters, needsUpload }) =>
		parametersOf(parameters).map(
			({ path, having }) => [name, path, having(BROKEN), needsUpload] as const,
		),
);

afterEach(closeAll);

it.each(cases)(
	'returns no unchanged row from %s if the expression of %s fails',
	async (_, __, parameters, needsUpload) => {
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

it('names the item whose expression fails', async () => {
	const { run, sandbox } = await setUp();
	const uploadId = await upload(sandbox, ['14155550100']);
	const expression = `={{ $itemIndex === 1 ? $('No such node').item.json.value : '${uploadId}' }}`;
	const result = await run({ operation: 'query', uploadId: expression }, { items: [{}, {}] });
	const { message, itemIndex } = errorOf(result);
	expect(message).toContain('exist');
	expect(itemIndex).toBe(1);
});

it('returns the error items of Preview and Upload in the order of the input', async () => {
	const app = "={{ $json.phone === '' ? 'no such app' : 'whatsapp' }}";
	for (const operation of ['preview', 'upload']) {
		const { run } = await setUp();
		const items = [{ phone: '+14155550100' }, { phone: '' }, { phone: '+447700900123' }];
		const parameters = { operation, app, defaultCountry: 'none' };
		const result = await run(parameters, { items, node: REGULAR });
		expect(jsonOf(result).map(({ country, error }) => country ?? typeof error)).toEqual([
			'US',
			'object',
			'GB',
		]);
	}
});
