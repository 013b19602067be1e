import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { TELEGRAM, WHATSAPP } from '../../tools/sandbox/appCodes';

/** Ways to write a number with its country code. The input is its digits. */
const WRITINGS: Array<(digits: string) => unknown> = [
	(digits) => `+${digits}`,
	(digits) => ` +${digits.slice(0, -4)} ${digits.slice(-4)}\u200b`,
	(digits) => `tel:+${digits}`,
	(digits) => `+${digits.slice(0, -7)} ${digits.slice(-7, -3)}-${digits.slice(-3)}`,
];

/** Ways to write an American number if the default country is the US. */
const NATIONAL_WRITINGS: Array<(digits: string) => unknown> = [
	(digits) => digits.slice(1),
	(digits) => Number(digits.slice(1)),
	(digits) => `(${digits.slice(1, 4)}) ${digits.slice(4, 7)}-${digits.slice(7)}`,
	(digits) => Number(digits),
];

/** After 00, a number of another country must be in a range in use, which those of Britain and France are not. */
const after00 = (digits: string) => `00${digits}`;
const WRITTEN_WITH_00 = ['US', 'CA', 'AU'];

/** From ranges reserved for fiction, small enough to produce duplicates. */
const number = fc.oneof(
	...(
		[
			['US', 14_155_550_100, 12],
			['CA', 14_165_550_100, 6],
			['GB', 447_700_900_000, 12],
			['AU', 61_491_570_156, 4],
			['FR', 33_639_980_000, 12],
		] as const
	).map(([country, first, count]) =>
		fc.nat(count - 1).map((more) => ({ country, digits: String(first + more) })),
	),
);

const written = number.chain(({ country, digits }) =>
	fc
		.constantFrom(
			...WRITINGS,
			...(WRITTEN_WITH_00.includes(country) ? [after00] : []),
			...(country === 'US' ? NATIONAL_WRITINGS : []),
		)
		.map((write) => ({ phone: write(digits), country, digits })),
);

const noNumber = fc
	.constantFrom(
		'',
		null,
		undefined,
		true,
		'n/a',
		'call me maybe',
		'+1 415 555',
		'+44 7700 9001234567890',
		'1.41556E+10',
		'+1 415 555 0100\n+1 415 555 0101',
		{ number: '+14155550100' },
	)
	.map((phone) => ({ phone, country: '', digits: '' }));

/** Names of an app that an expression may return, with its slug and its code. */
const app = fc.constantFrom(
	{ name: 'whatsapp', slug: 'whatsapp', code: WHATSAPP },
	{ name: 'Ws', slug: 'whatsapp', code: WHATSAPP },
	{ name: 'Tg', slug: 'telegram', code: TELEGRAM },
	{ name: 'line taiwan', slug: 'line-tw', code: 'BE0DDD98ADE259BA' },
);

/** Other columns of a sheet, including one named `error`. */
const otherFields = fc.record(
	{ name: fc.string({ maxLength: 5 }), error: fc.constantFrom('', 'old trouble', null) },
	{ requiredKeys: [] },
);

/** Additional apps of a row that an expression may return. */
const additionalApps = fc.constantFrom<{ given: unknown; slugs: string[] }>(
	{ given: undefined, slugs: [] },
	{ given: [], slugs: [] },
	{ given: ['telegram'], slugs: ['telegram'] },
	{ given: 'Tg, WhatsApp', slugs: ['telegram', 'whatsapp'] },
	{ given: ['whatsapp', 'telegram', 'line-tw'], slugs: ['whatsapp', 'telegram', 'line-tw'] },
);

const CODES: Record<string, string> = {
	whatsapp: WHATSAPP,
	telegram: TELEGRAM,
	'line-tw': 'BE0DDD98ADE259BA',
};

export interface MixedRow {
	json: IDataObject;
	/** The number that the node must read. `digits` is `''` if the cell is not a number. */
	digits: string;
	country: string;
	app: { slug: string; code: string };
	/** All apps of the row, its own app first. */
	apps: Array<{ slug: string; code: string }>;
}

/** Rows of all kinds: valid, invalid and duplicate numbers of five countries, written in many ways, for one to three apps. */
export const mixedRows: fc.Arbitrary<MixedRow[]> = fc.array(
	fc
		.tuple(fc.oneof({ weight: 5, arbitrary: written }, noNumber), app, otherFields, additionalApps)
		.map(([{ phone, country, digits }, { name, slug, code }, others, { given, slugs }]) => ({
			json: { ...others, phone, app: name, apps: given } as IDataObject,
			country,
			digits,
			app: { slug, code },
			apps: [...new Set([slug, ...slugs])].map((each) => ({ slug: each, code: CODES[each] })),
		})),
	{ minLength: 1, maxLength: 20 },
);

/** The names of the fields that a check adds to a row. */
export const RESULT_FIELDS = [
	'ihmjcStatus',
	'ihmjcNumber',
	'ihmjcCountry',
	'ihmjcApp',
	'ihmjcUploadId',
	'ihmjcReason',
	'ihmjcMessage',
	'ihmjcCheckedAt',
	'ihmjcDuplicate',
] as const;

/** Splits a checked row into its original and its added fields. */
export function takeApart(row: IDataObject): { own: IDataObject; added: IDataObject } {
	const isAdded = ([key]: [string, unknown]) => key.startsWith('ihmjc');
	const entries = Object.entries(row);
	return {
		own: Object.fromEntries(entries.filter((entry) => !isAdded(entry))),
		added: Object.fromEntries(entries.filter(isAdded)),
	};
}
