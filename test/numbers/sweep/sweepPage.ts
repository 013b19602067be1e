import { format } from 'prettier';

import { regionName } from '../../../nodes/Ihmjc/numbers/countries';
import { table } from '../../docs/table';
import type { CountrySweep } from './sweepCountry';

/** Above these shares, a country is off the rule and the page lists it. */
const MAX_REFUSED_SHARE = 0.005;
const MAX_SENT_SHARE = 0.25;

/** The text of docs/numbers.md, with the shares of right numbers refused and of damaged ones sent. */
export async function sweepPage(sweeps: CountrySweep[]): Promise<string> {
	const tried = sweeps.filter(({ right }) => right.tried > 0);
	const rows = tried
		.filter(isOffTheRule)
		.map(({ country, right, damaged }) => [
			`${regionName(country)} (${country})`,
			share(right.refused.length, right.tried),
			share(right.misread.length, right.tried),
			share(damaged.sent, damaged.tried),
			right.refused.length > right.tried * MAX_REFUSED_SHARE ? commonSpellings(right.refused) : '',
		]);
	const { refused, misread, sent } = totalShares(tried);
	const page = `# How well numbers are read

This page shows how the [rules of reading numbers](operations.md#which-number-is-meant) handle made-up mobile and fixed-line numbers of
every country, with that country as 'Default Country'. \`npm run sweep\` writes it again, to show the effect of a change to the rules.

- **Refused**: right numbers that would be \`invalid\`, in 17 spellings (with + or 00, bare, with and without trunk prefix, spaces, dots,
  dashes, brackets). If more than 0.5 % are refused, the last column names the spellings. Two or three groups with dots look like
  coordinates, amounts, IP addresses or dates. Six digits in pairs look like dates. In countries whose numbers have many lengths, a fixed
  line without its trunk prefix can't be told from a foreign number.
- **Misread**: right numbers that would be sent as another number. Bare digits that are valid with and without a calling code in
  them are read with it (Germany, Italy). Gabon's old numbers of seven digits are read as new ones.
- **Damaged, sent**: numbers that are still a number of the same country after a digit was dropped or added. Many are valid as they
  stand, where numbers have several lengths. A number with two swapped digits can't be told from a right one.

Of all ${tried.length} countries, ${refused} of right numbers are refused, ${misread} are misread, and ${sent} of damaged numbers are sent. No
damaged number is sent as a number of another country. A number with + is only sent as the number that its digits say.

The table has the countries with more than 0.5 % refused, any misread, or more than 25 % of damaged numbers sent.

${table(['Country', 'Refused', 'Misread', 'Damaged, sent', 'Refused spellings'], rows)}
`;
	return await format(page, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}

const isOffTheRule = ({ right, damaged }: CountrySweep): boolean =>
	right.refused.length > right.tried * MAX_REFUSED_SHARE ||
	right.misread.length > 0 ||
	damaged.sent > damaged.tried * MAX_SENT_SHARE;

/** The shares of all countries together. */
export function totalShares(
	sweeps: CountrySweep[],
): Record<'refused' | 'misread' | 'sent', string> {
	const total = (count: (sweep: CountrySweep) => number) =>
		sweeps.reduce((sum, sweep) => sum + count(sweep), 0);
	const tried = total(({ right }) => right.tried);
	return {
		refused: share(
			total(({ right }) => right.refused.length),
			tried,
		),
		misread: share(
			total(({ right }) => right.misread.length),
			tried,
		),
		sent: share(
			total(({ damaged }) => damaged.sent),
			total(({ damaged }) => damaged.tried),
		),
	};
}

const share = (count: number, of: number): string =>
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
