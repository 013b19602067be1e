import type { INodeParameters } from 'n8n-workflow';

import { fileOf } from '../../tools/engine/rowsTrigger';
import { americanNumbers } from '../helpers/fictionalNumbers';
import { hintsOf, jsonOf } from '../helpers/ihmjcResult';
import { setUp } from '../helpers/setUp';
import { closeAll } from '../tools/sandbox/sandboxes';

afterEach(closeAll);

/** German mobile numbers without their country code. Half of such numbers are valid somewhere abroad. */
const NATIONAL = Array.from({ length: 20 }, (_, end) => `1712345${String(600 + end)}`);
const RIGHT = americanNumbers(20);
const HINT =
	/^\d+ of \d+ numbers without \+ or 00 ha(s|ve) no country code, so all were skipped\. Choose their country/;

const parameters: INodeParameters = { defaultCountry: 'none', options: { minNumbers: 0 } };

/** The same numbers as rows, as a text and as a file. */
const SOURCES: Array<[string, (numbers: string[]) => [INodeParameters, object[]]]> = [
	['rows', (numbers) => [{}, numbers.map((phone) => ({ phone }))]],
	['a text', (numbers) => [{ source: 'text', numbers: numbers.join('\n') }, [{}]]],
	[
		'a file',
		(numbers) => [
			{ source: 'binary' },
			[{ json: {}, binary: { data: fileOf(numbers.join('\n')) } }],
		],
	],
];

describe.each(SOURCES)('bare numbers of %s with Default Country = None', (_, sourceOf) => {
	it.each(['check', 'upload', 'preview'])(
		'are all refused by %s if more than one in five have no country code',
		async (operation) => {
			const { run, spent } = await setUp();
			const [source, items] = sourceOf([...NATIONAL, '+1 415 555 0150', ...RIGHT.slice(0, 3)]);
			const result = await run({ ...parameters, operation, ...source }, { items: items as never });
			expect(hintsOf(result)).toContainEqual(expect.stringMatching(HINT));
			expect(spent()).toBe(operation === 'preview' ? 0 : 1);
			if (operation !== 'check') return expect(jsonOf(result)).toMatchObject([{ numbers: 1 }]);
			const reasons = jsonOf(result).map(({ ihmjcReason }) => ihmjcReason);
			expect(reasons).toEqual([
				...NATIONAL.map(() => 'noCountryCode'),
				'',
				...Array<string>(3).fill('noCountryCode'),
			]);
		},
	);

	it.each(['check', 'upload', 'preview'])(
		'are sent by %s if at least four in five have their country code, duplicates counted',
		async (operation) => {
			const { run, spent } = await setUp();
			const numbers = [...RIGHT, ...NATIONAL.slice(0, 4), RIGHT[0]];
			const [source, items] = sourceOf(numbers);
			const result = await run({ ...parameters, operation, ...source }, { items: items as never });
			expect(spent()).toBeLessThanOrEqual(operation === 'preview' ? 0 : 24);
			if (operation !== 'check') {
				const list = jsonOf(result).find(({ country }) => country === 'US');
				expect(list).toMatchObject({ numbers: 20, duplicates: 1 });
				return;
			}
			expect(jsonOf(result).map(({ phone }) => phone)).toEqual(numbers);
			expect(jsonOf(result).at(-1)).toMatchObject({ ihmjcDuplicate: true, ihmjcNumber: RIGHT[0] });
			expect(hintsOf(result).join()).not.toMatch(HINT);
		},
	);
});
