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

const fileItem = (numbers: readonly string[]) => ({
	json: {},
	binary: { data: fileOf(numbers.join('\n')) },
});

/** n8n stores a file in the item or outside of it. */
describe.each(['default', 'filesystem'] as const)('a file with binary mode %s', (binaryMode) => {
	const numbers = americanNumbers(6);
	const halves = [numbers.slice(0, 3), numbers.slice(3)];
	const startWith = async (items: ReturnType<typeof fileItem>[], ...quirks: QuirkRule[]) => {
		const sandbox = await start({ quirks });
		return { sandbox, run: { sandbox, parameters: PARAMETERS, items, run: { binaryMode } } };
	};

	it('is not sent again by a retry, which resumes its upload', async () => {
		const refusal: QuirkRule = { quirk: 'refuse', endpoint: 'upload', skip: 1, times: 1 };
		const { sandbox, run } = await startWith(halves.map(fileItem), refusal);
		const result = await runIhmjc({ ...run, node: RETRY });
		expect(result.status).toBe('success');
		expect(triesOf(result)).toBe(2);
		expect(uploadedNumbers(sandbox)).toEqual(halves);
		expect(result.items('Ihmjc').map(({ json }) => json.numbers)).toEqual([3, 3]);
	});

	it('is sent once if two items contain the same file', async () => {
		const { sandbox, run } = await startWith([halves[0], halves[0]].map(fileItem));
		const result = await runIhmjc({ ...run, node: RETRY });
		expect(result.status).toBe('success');
		expect(uploadedNumbers(sandbox)).toEqual([halves[0]]);
	});

	it('is not sent again after a lost response, even from the editor', async () => {
		const loss: QuirkRule = { quirk: 'reset', endpoint: 'upload', afterAccept: true, times: 1 };
		const { sandbox, run } = await startWith([fileItem(numbers)], loss);
		const warning =
			/The list of 6 numbers may have been accepted and charged, so it is not sent again/;
		const first = await runIhmjc(run);
		expect(messageOf(first)).toMatch(warning);
		const retried = await runIhmjc({ ...run, run: { binaryMode, resumeFrom: first.data } });
		expect(messageOf(retried)).toMatch(/^An earlier try/);
		expect(messageOf(retried)).toMatch(warning);
		expect(uploadRequests(sandbox)).toBe(1);
	});
});
