import type { App } from '../../apps/apps';
import type { NumberRules } from '../../numbers/chooseReading';
import { createNumberParser, type NumberParser } from '../../numbers/createNumberParser';
import type { Run } from '../run/Run';
import { chosenApp } from './chosenApp';
import { chosenCountry } from './chosenCountry';

/** What the options say about reading numbers, the same for all items. */
export type ParserSettings = Omit<NumberRules, 'defaultCountry'>;

/** How the numbers of an item are to be read. */
export interface HowToRead {
	app: App;
	country: NumberRules['defaultCountry'];
	parse: NumberParser;
}

/** @throws NodeOperationError when an item asks for an app or a country that there is not. */
export type ReadingOf = (item: number) => HowToRead;

/** App and country are evaluated for every item only where the user wrote an expression. */
export function howToRead(run: Run, { strict, acceptForeign }: ParserSettings): ReadingOf {
	const app = perItemOrOnce(run, 'app', chosenApp);
	const appCode = run.isExpression('appCode');
	const country = perItemOrOnce(run, 'defaultCountry', chosenCountry);
	const parsers = new Map<NumberRules['defaultCountry'], NumberParser>();
	let last: HowToRead | undefined;
	return (item) => {
		const itsApp = appCode ? chosenApp(run, item) : app(item);
		const itsCountry = country(item);
		if (last?.app.code === itsApp.code && last.country === itsCountry) return last;
		let parse = parsers.get(itsCountry);
		if (!parse) {
			parse = createNumberParser({ defaultCountry: itsCountry, strict, acceptForeign });
			parsers.set(itsCountry, parse);
		}
		last = { app: itsApp, country: itsCountry, parse };
		return last;
	};
}

function perItemOrOnce<Value>(
	run: Run,
	parameter: string,
	read: (run: Run, item: number) => Value,
): (item: number) => Value {
	if (run.isExpression(parameter)) return (item) => read(run, item);
	let once: { value: Value } | undefined;
	return () => (once ??= { value: read(run, 0) }).value;
}
