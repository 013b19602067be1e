import { COUNTRIES, type CountryCode } from '../../numbers/countries';
import { withoutNumbers } from '../../numbers/withoutNumbers';
import { userError } from '../run/errors';
import type { Run } from '../run/Run';

/**
 * The default country that an item asks for: `none`, an ISO 3166 code or a country's English name.
 *
 * @throws NodeOperationError when there is no such country, or none is given.
 */
export function chosenCountry(run: Run, item: number): CountryCode | 'none' {
	const text = run.text('defaultCountry', item);
	const wanted = text.toLowerCase();
	if (wanted === 'none') return 'none';
	const country = COUNTRIES.find(
		({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted,
	);
	if (country) return country.code;
	throw userError(
		run,
		text === '' ? 'There is no default country' : `There is no country "${withoutNumbers(text)}"`,
		'Choose the country of numbers without a country code in \'Default Country\', or "None" if all numbers have one. By expression, give a two-letter code such as US. Nothing was sent.',
		{ itemIndex: item },
	);
}
