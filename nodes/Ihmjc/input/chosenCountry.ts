import type { NumberRules } from '../numbers/chooseReading';
import { findCountry } from '../numbers/findCountry';
import { withoutNumbers } from '../numbers/withoutNumbers';
import { userError } from '../run/errors';
import type { Run } from '../run/Run';

/**
 * The default country that an item asks for: `none`, an ISO 3166 code or a country's English name. An expression may
 * leave it blank for rows whose numbers don't need it.
 *
 * @throws NodeOperationError if there is no such country.
 */
export function chosenCountry(run: Run, item: number): NumberRules['defaultCountry'] {
	const text = run.text('defaultCountry', item);
	if (text.toLowerCase() === 'none') return 'none';
	if (text === '') return '';
	const country = findCountry(text);
	if (country) return country;
	throw userError(
		run,
		`"${withoutNumbers(text)}" in 'Default Country' is not a country`,
		"In 'Default Country', choose the country of numbers without a country code, or None if all numbers have one. By expression, give a two-letter code such as US. Nothing was sent.",
		{ itemIndex: item },
	);
}
