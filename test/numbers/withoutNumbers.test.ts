import { withoutNumbers } from '../../nodes/Ihmjc/numbers/withoutNumbers';

it.each([
	['in a sentence', 'line 2: 14155550100, refused', 'line 2: …, refused'],
	['with a plus', '+14155550100', '…'],
	['with brackets and dashes', 'Call +1 (415) 555-0100!', 'Call …!'],
	['with dots and slashes', '0415/555.01.00', '…'],
	['with three characters between its digits', '415 - 5550100', '…'],
	['with seven digits', '5550100', '…'],
	['with digits of another script', '٤١٥٥٥٥٠١٠٠', '…'],
	['next to another one', '14155550100 and 14155550101', '… and …'],
])('removes a phone number %s', (_, text, shown) => {
	expect(withoutNumbers(text)).toBe(shown);
});

it.each(['no number', 'upload 429920', '12 of 3456', 'HTTP 503 (RES 199)', '415    5550'])(
	'finds no phone number in "%s"',
	(text) => {
		expect(withoutNumbers(text)).toBe(text);
	},
);
