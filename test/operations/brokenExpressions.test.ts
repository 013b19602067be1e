import { jsonOf } from '../helpers/ihmjcResult';
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
