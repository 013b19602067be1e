import type { ExampleNumber } from './exampleNumbers';

/** Ways to write a right number. Each is read with the number's own country as default country. */
export const SPELLINGS: Record<string, (number: ExampleNumber) => string | undefined> = {
	'+': ({ callingCode, national }) => `+${callingCode}${national}`,
	'+ with spaces': ({ callingCode, internationalGroups }) =>
		`+${[callingCode, ...internationalGroups].join(' ')}`,
	'+ with dashes': ({ callingCode, internationalGroups }) =>
		`+${[callingCode, ...internationalGroups].join('-')}`,
	'+ with brackets': ({ callingCode, internationalGroups: [first, ...rest] }) =>
		`+${callingCode} (${first}) ${rest.join(' ')}`,
	'+ with (0)': ({ callingCode, national, trunkPrefix }) =>
		`+${callingCode} ${trunkPrefix === '0' ? '(0)' : ''}${national}`,
	'00': ({ callingCode, national }) => `00${callingCode}${national}`,
	'00 with spaces': ({ callingCode, internationalGroups }) =>
		`00${[callingCode, ...internationalGroups].join(' ')}`,
	'calling code without +': ({ callingCode, national }) => callingCode + national,
	'calling code without +, with spaces': ({ callingCode, internationalGroups }) =>
		[callingCode, ...internationalGroups].join(' '),
	'calling code without +, with brackets': ({
		callingCode,
		internationalGroups: [first, ...rest],
	}) => `${callingCode} (${first}) ${rest.join(' ')}`,
	national: ({ nationalGroups }) => nationalGroups.join(''),
	'national with spaces': ({ nationalGroups }) => nationalGroups.join(' '),
	'national with dashes': ({ nationalGroups }) => nationalGroups.join('-'),
	'national with dots': ({ nationalGroups }) => nationalGroups.join('.'),
	'national with brackets': ({ nationalGroups: [first, ...rest] }) =>
		rest.length > 0 ? `(${first}) ${rest.join('-')}` : first,
	'national without trunk prefix': ({ national }) => national,
	'national with trunk prefix': ({ national, trunkPrefix }) =>
		trunkPrefix === '' ? undefined : trunkPrefix + national,
};
