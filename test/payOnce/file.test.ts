import { removeBinaryFiles } from '../../tools/engine/binaryFiles';
import { fileOf } from '../../tools/engine/rowsTrigger';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import { americanNumbers } from '../helpers/fictionalNumbers';
import {
	messageOf,
	uploadedNumbers,
	uploadRequests,
	RETRY,
	triesOf,
	UPLOAD,
} from '../helpers/payOnce';
import { runIhmjc } from '../helpers/runIhmjc';
import { closeAll, start } from '../tools/sandbox/sandboxes';

afterEach(closeAll);
afterAll(removeBinaryFiles);

const PARAMETERS = { ...UPLOAD, source: 'binary' };
const LIMITS = [0, 10_000];

const fileItem = (numbers: readonly string[]) => ({
	json: {},
	binary: { data: fileOf(numbers.join('\n')) },
});

const modes = (['default', 'filesystem'] as const).flatMap((binaryMode) =>
	LIMITS.map((maxNumbers) => ({ binaryMode, maxNumbers })),
);

/** n8n keeps a file in the item or outside it; its lines are counted before it is sent or on the way. */
describe.each(modes)(
	'a file that is sent as it is, binary mode $binaryMode, Max Numbers $maxNumbers',
	({ binaryMode, maxNumbers }) => {
		const numbers = americanNumbers(6);
		const halves = [numbers.slice(0, 3), numbers.slice(3)];
		const startWith = async (items: ReturnType<typeof fileItem>[], ...quirks: QuirkRule[]) => {
			const sandbox = await start({ quirks });
			const parameters = { ...PARAMETERS, maxNumbers };
			return { sandbox, run: { sandbox, parameters, items, run: { binaryMode } } };
		};

		it('is not sent again by a retry, which goes on with its upload', async () => {
			const refusal: QuirkRule = { quirk: 'refuse', endpoint: 'upload', skip: 1, times: 1 };
			const { sandbox, run } = await startWith(halves.map(fileItem), refusal);
			const result = await runIhmjc({ ...run, node: RETRY });
			expect(result.status).toBe('success');
			expect(triesOf(result)).toBe(2);
			expect(uploadedNumbers(sandbox)).toEqual(halves);
			expect(result.items('Ihmjc').map(({ json }) => json.numbers)).toEqual([3, 3]);
		});

		it('is sent for each of two items that hold the same', async () => {
			const { sandbox, run } = await startWith([halves[0], halves[0]].map(fileItem));
			const result = await runIhmjc({ ...run, node: RETRY });
			expect(result.status).toBe('success');
			expect(uploadedNumbers(sandbox)).toEqual([halves[0], halves[0]]);
		});

		it('is not sent again when the answer was lost, also from the editor', async () => {
			const loss: QuirkRule = { quirk: 'reset', endpoint: 'upload', afterAccept: true, times: 1 };
			const { sandbox, run } = await startWith([fileItem(numbers)], loss);
			const said =
				/The list of 6 numbers may have been accepted and charged, so it is not sent again/;
			const first = await runIhmjc(run);
			expect(messageOf(first)).toMatch(said);
			const retried = await runIhmjc({ ...run, run: { binaryMode, resumeFrom: first.data } });
			expect(messageOf(retried)).toMatch(/^An earlier try/);
			expect(messageOf(retried)).toMatch(said);
			expect(uploadRequests(sandbox)).toBe(1);
		});
	},
);
