import { format } from 'prettier';

import { regionName } from '../../../nodes/Ihmjc/numbers/countries';
import type { CountrySweep } from './sweepCountry';

/** Above these shares, the page lists a country. */
const MAX_REFUSED_SHARE = 0.005;
const MAX_SENT_SHARE = 0.25;

/** The text of docs/numbers.md, with the shares of right numbers refused and of damaged ones sent. */
export async function sweepPage(sweeps: CountrySweep[]): Promise<string> {
	const tried = sweeps.filter(({ right }) => right.tried > 0);
	const { refused, misread, sent } = totalShares(tried);
	const page = `# How well numbers are read

\`npm run sweep\` reads made-up mobile and fixed-line numbers of all ${tried.length} countries that have numbers, by the [rules of reading
numbers](operations.md#which-number-is-meant), each with its country as 'Default Country', and writes this page. The lists name
the countries above a limit, with their shares in percent.

A number with + is sent only as the number that its digits say, and no damaged number is sent as a number of another country.

## Right numbers refused: ${refused}

These would be \`invalid\`, in 17 spellings (with + or 00, bare, with and without trunk prefix, spaces, dots, dashes, brackets). Two or
three groups with dots look like coordinates, amounts, IP addresses or dates; six digits in pairs look like dates. In countries whose
numbers have many lengths, a fixed line without its trunk prefix can't be told from a foreign number. More than 0.5 % are refused in:

${refusedLists(tried)}

## Right numbers misread: ${misread}

These would be sent as another number. Bare digits that are valid with and without a calling code in them are read with it (Germany,
Italy). Gabon's old numbers of seven digits are read as new ones.

${listOf(tried, ({ right }) => [right.misread.length, right.tried], 0)}

## Damaged numbers sent: ${sent}

After a digit was dropped or added, these are still a number of the same country; many are valid as they stand, where numbers have
several lengths. (A number with two swapped digits can't be told from a right one.) More than 25 % are sent in:

${listOf(tried, ({ damaged }) => [damaged.sent, damaged.tried], MAX_SENT_SHARE)}
`;
	return await format(page, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' });
}

/** The countries whose share is above a limit, the highest first. */
function listOf(
	sweeps: CountrySweep[],
	shareOf: (sweep: CountrySweep) => [count: number, of: number],
	limit: number,
): string {
	const shares = sweeps.map((sweep) => {
		const [count, of] = shareOf(sweep);
		return { country: sweep.country, ratio: count / of };
	});
	return shares
		.filter(({ ratio }) => ratio > limit)
		.sort((one, other) => other.ratio - one.ratio)
		.map(({ country, ratio }) => `${regionName(country)} ${(100 * ratio).toFixed(2)}`)
		.join(', ');
}

/** The countries in which too many right numbers are refused, by the spellings that most of those have. */
function refusedLists(sweeps: CountrySweep[]): string {
	const refusedOf = ({ right }: CountrySweep): [number, number] => [
		right.refused.length,
		right.tried,
	];
	const bySpelling = new Map<string, CountrySweep[]>();
	for (const sweep of sweeps) {
		const [count, of] = refusedOf(sweep);
		if (count <= of * MAX_REFUSED_SHARE) continue;
		const spelling = commonSpellings(sweep.right.refused);
		bySpelling.set(spelling, [...(bySpelling.get(spelling) ?? []), sweep]);
	}
	return [...bySpelling]
		.map(([spelling, those]) => `- ${spelling}: ${listOf(those, refusedOf, MAX_REFUSED_SHARE)}`)
		.join('\n');
}

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
