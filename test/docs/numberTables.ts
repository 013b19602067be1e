import { createNumberParser } from '../../nodes/Ihmjc/numbers/createNumberParser';
import { REASONS, reasonMessage } from '../../nodes/Ihmjc/numbers/reasons';
import type { Blocks } from './fillPage';
import { table } from './table';

const COUNTRIES = ['none', 'US', 'GB', 'DE'] as const;

/** Valid numbers from ranges reserved for fiction. */
const CELLS = [
	'+1 415 555 0100',
	'14155550100',
	'(415) 555-0100',
	'020 7946 0018',
	'491713920012',
	'15.01.2024',
];

/** The list of the reasons for invalid rows, and the table of how cells are read with several default countries. */
export const numberTables = (): Blocks => ({
	'reasons of invalid rows': REASONS.map(
		(reason) => `- \`${reason}\`: ${reasonMessage(reason)}`,
	).join('\n'),
	'cells by default country': cellsTable(),
});

function cellsTable(): string {
	const parsers = COUNTRIES.map((defaultCountry) =>
		createNumberParser({ defaultCountry, strict: false, acceptForeign: false }),
	);
	return table(
		['Cell', 'None', ...COUNTRIES.slice(1)],
		CELLS.map((cell) => [
			`\`${cell}\``,
			...parsers.map((parse) => {
				const number = parse(cell);
				return number.ok ? `${number.digits} (${number.country})` : `\`${number.reason}\``;
			}),
		]),
	);
}
