import { format } from 'prettier';

import { regionName } from '../../../nodes/Ihmjc/numbers/countries';
import { table } from '../../docs/table';
import type { CountrySweep } from './sweepCountry';

/** If a larger share of right numbers is refused, the page names their spellings. */
const MAX_REFUSED_SHARE = 0.005;

/** The text of docs/numbers.md, with the shares of right numbers refused and of damaged ones sent. */
export async function sweepPage(sweeps: CountrySweep[]): Promise<string> {
	const tried = sweeps.filter(({ right }) => right.tried > 0);
	const rows = tried.map(({ country, right, damaged }) => [
		`${regionName(country)} (${country})`,
		share(right.tried - right.refused.length - right.misread.length, right.tried),
		share(right.refused.length, right.tried),
		share(right.misread.length, right.tried),
		share(damaged.sent, damaged.tried),
		right.refused.length > right.tried * MAX_REFUSED_SHARE ? commonSpellings(right.refused) : '',
	]);
	const page = `# How well numbers are read

This page shows how the [rules of reading numbers](operations.md#which-number-is-meant) handle made-up mobile and fixed-line numbers of
every country, with that country as 'Default Country'. \`npm run sweep\` writes it again, to show the effect of a change to the rules.

- **Right**: numbers that are read as they were meant, in 17 spellings (with + or 00, bare, with and without trunk prefix, spaces,
  dots, dashes, brackets).
- **Refused**: right numbers that would be \`invalid\`. If more than 0.5 % are refused, the last column names the spellings. Two or
  three groups with dots look like coordinates, amounts, IP addresses or dates. Six digits in pairs look like dates. In
  countries whose numbers have many lengths, a fixed line without its trunk prefix can't be told from a foreign number.
- **Misread**: right numbers that would be sent as another number. Bare digits that are valid with and without a calling code in
  them are read with it (Germany, Italy). Gabon's old numbers of seven digits are read as new ones. Numbers of Martinique that are
  written as French ones get Martinique's calling code.
- **Damaged, sent**: numbers that are still a number of the same country after a digit was dropped or added. A number with two
  swapped digits can't be told from a right one.

No damaged number is sent as a number of another country. A number with + is only sent as the number that its digits say.

${table(['Country', 'Right', 'Refused', 'Misread', 'Damaged, sent', 'Refused spellings'], rows)}
`;
	return await format(page, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}

export const share = (count: number, of: number): string =>
	of === 0 ? '' : `${((100 * count) / of).toFixed(2)} %`;

/** The spellings that most of the refused numbers have. */
function commonSpellings(refused: string[]): string {
	const counts = new Map<string, number>();
	for (const text of refused) {
		const [spelling] = text.split(': ');
		counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
	}
	return [...counts]
		.sort(([, one], [, other]) => other - one)
		.slice(0, 2)
		.map(([spelling]) => spelling)
		.join(', ');
}
