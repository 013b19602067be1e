import type { App } from '../apps/apps';
import type { NumberRules } from '../numbers/chooseReading';
import { createNumberParser, type NumberParser } from '../numbers/createNumberParser';
import type { Run } from '../run/Run';
import { chosenCountry } from './chosenCountry';
import { itemApps, perItemOrOnce } from './itemApps';

/** What the options say about reading numbers, the same for all items. */
export type ParserSettings = Omit<NumberRules, 'defaultCountry'>;

/** How the numbers of an item are to be read. */
export interface HowToRead {
	/** The item's own app first. */
	apps: readonly App[];
	country: NumberRules['defaultCountry'];
	parse: NumberParser;
}

/** @throws NodeOperationError when an item asks for an app or a country that there is not. */
export type ReadingOf = (item: number) => HowToRead;

/** Apps and country are evaluated for every item only where the user wrote an expression. */
export function howToRead(run: Run, { strict, acceptForeign }: ParserSettings): ReadingOf {
	const appsOf = itemApps(run);
	const country = perItemOrOnce(run, ['defaultCountry'], chosenCountry);
	const parsers = new Map<NumberRules['defaultCountry'], NumberParser>();
	let last: HowToRead | undefined;
	return (item) => {
		const apps = appsOf(item);
		const itsCountry = country(item);
		if (last?.country === itsCountry && isSame(last.apps, apps)) return last;
		let parse = parsers.get(itsCountry);
		if (!parse) {
			parse = createNumberParser({ defaultCountry: itsCountry, strict, acceptForeign });
			parsers.set(itsCountry, parse);
		}
		last = { apps, country: itsCountry, parse };
		return last;
	};
}

const isSame = (some: readonly App[], others: readonly App[]) =>
	some.length === others.length && some.every(({ code }, at) => code === others[at].code);
