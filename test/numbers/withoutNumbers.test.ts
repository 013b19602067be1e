import { withoutNumbers } from '../../nodes/Ihmjc/numbers/withoutNumbers';

it.each([
	['a number', 'line 2: 14155550100, refused', 'line 2: …, refused'],
	['its plus', '+14155550100', '…'],
	['brackets and dashes', 'Call +1 (415) 555-0100!', 'Call …!'],
	['dots and slashes', '0415/555.01.00', '…'],
	['three characters between', '415 - 5550100', '…'],
	['seven digits', '5550100', '…'],
	['digits of another script', '٤١٥٥٥٥٠١٠٠', '…'],
	['each of several', '14155550100 and 14155550101', '… and …'],
])('leaves out %s', (_, text, shown) => {
	expect(withoutNumbers(text)).toBe(shown);
});

it.each(['no number', 'upload 429920', '12 of 3456', 'HTTP 503 (RES 199)', '415    5550'])(
	'keeps "%s"',
	(text) => {
		expect(withoutNumbers(text)).toBe(text);
	},
);
