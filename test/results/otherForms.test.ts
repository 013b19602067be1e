import { otherForms } from '../../nodes/Ihmjc/results/otherForms';

const formsOf = (written: string, callingCode: string) =>
	otherForms(Number(written), written.length, callingCode).map(String);

it.each<[string, string, string[]]>([
	['4155550100', '1', ['14155550100']],
	['07700900123', '44', ['447700900123', '4407700900123']],
	['00447700900123', '44', ['44447700900123']],
	// With 16 digits it would not be E.164.
	['1234567890123', '44', ['441234567890123']],
	['12345678901234', '44', []],
])(
	'adds the calling code to %s, and one zero that may belong to it',
	(written, callingCode, forms) => {
		expect(formsOf(written, callingCode)).toEqual(forms);
	},
);

it.each<[string, string, string, string]>([
	['an old Mexican number', '5215512345678', '52', '525512345678'],
	['a new Mexican number', '525512345678', '52', '5215512345678'],
	['a new Brazilian number', '5511987654321', '55', '551187654321'],
	['an old Brazilian number', '551187654321', '55', '5511987654321'],
	['an Argentine number dialed from abroad', '5491123456789', '54', '541123456789'],
	['an Argentine number dialed at home', '541123456789', '54', '5491123456789'],
])('changes %s to its other form', (_, written, callingCode, form) => {
	expect(formsOf(written, callingCode)).toContain(form);
});

it.each([
	['15215512345678', '1'],
	['152551234567', '1'],
	['15511987654321', '1'],
	['1551187654321', '1'],
	['15491123456789', '1'],
	['1541123456789', '1'],
	['52155123456789', '52'],
	['5255123456789', '52'],
	['55119876543210', '55'],
	['54911234567890', '54'],
])('changes no digits of %s, which only contains such a number', (written, callingCode) => {
	expect(formsOf(written, callingCode).filter((form) => !form.endsWith(written))).toEqual([]);
});
