import { Bare } from '../../../tools/bench/inside/bare/Bare.node';
import { rowAt } from '../../../tools/bench/numbers';
import { chain } from '../../../tools/engine/chain';
import { rows } from '../../../tools/engine/rowsTrigger';
import { runWorkflow } from '../../../tools/engine/runWorkflow';
import { jsonOf } from '../../helpers/ihmjcResult';
import { runIhmjc } from '../../helpers/runIhmjc';
import { closeAll, start } from '../sandbox/sandboxes';

afterEach(closeAll);

describe('the bare node of the bench', () => {
	it('writes the fields of Check Numbers with the same statuses', async () => {
		const sandbox = await start({ jobSeconds: 0 });
		const items = Array.from({ length: 40 }, (_, index) => rowAt(index));
		const parameters = { defaultCountry: 'none' };
		const checked = jsonOf(await runIhmjc({ sandbox, items, parameters }));

		const { url, account, password } = sandbox;
		const bare = await runWorkflow(
			chain(
				{ name: 'Rows', type: 'test.rows' },
				{ name: 'Ihmjc', type: 'CUSTOM.bare', parameters: { url, account, password } },
			),
			{ nodeTypes: { 'test.rows': rows(items), 'CUSTOM.bare': new Bare() } },
		);
		// The two nodes make different uploads, and the bare node has no reasons and messages.
		const its = ['UploadId', 'CheckedAt', 'Reason', 'Message'];
		const any = Object.fromEntries(its.map((key) => [`ihmjc${key}`, expect.any(String)]));
		expect(jsonOf(bare)).toEqual(checked.map((row) => ({ ...row, ...any })));
		expect(new Set(checked.map(({ ihmjcStatus }) => ihmjcStatus)).size).toBeGreaterThan(1);
	});
});
