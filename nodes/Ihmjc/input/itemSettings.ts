import { type App, APPS, findApp, OTHER_APP, otherApp } from '../apps/apps';
import type { NumberRules } from '../numbers/chooseReading';
import { createDigitReader, type DigitReader } from '../numbers/createDigitReader';
import { createNumberParser, type NumberParser } from '../numbers/createNumberParser';
import { findCountry } from '../numbers/countries';
import { shownValue, userError } from '../run/errors';
import { readOption, readPerItemOrOnce, readTextParameter, textOf } from '../run/readOption';
import type { Run } from '../run/Run';
import { getOrCreate } from '../util/values';
import {
	additionalAppsField,
	appCodeField,
	appField,
	countryField,
	foreignNumbersOption,
	splitByOption,
	strictNumbersOption,
} from './numberFields';

/** Options for parsing numbers, the same for all items. */
export type ParserSettings = Omit<NumberRules, 'defaultCountry'>;

/** Settings for checking the numbers of an item. */
export interface ItemSettings {
	/** The item's own app first. */
	apps: readonly App[];
	country: NumberRules['defaultCountry'];
	parse: NumberParser;
	/** Reads the numbers that need no parsing. */
	readDigits: DigitReader;
}

/** The parameters that the settings of an item depend on. */
export const SETTING_PARAMETERS = ['app', 'appCode', 'additionalApps', 'defaultCountry'];

/**
 * Makes a function that returns the settings of an item. Items with equal settings share them.
 *
 * @throws NodeOperationError if an item asks for an app or a country that doesn't exist.
 */
export function itemSettings(
	run: Run,
	{ strict, acceptForeign }: ParserSettings,
): (item: number) => ItemSettings {
	const [own, additional] = [ownApp(run), additionalApps(run)];
	const countryOf = readPerItemOrOnce(run, ['defaultCountry'], readCountry);
	const known = new Map<string, ItemSettings>();
	return readPerItemOrOnce(run, SETTING_PARAMETERS, (_, item) => {
		const apps = uniqueApps([own(item), ...additional(item)]);
		const country = countryOf(item);
		const key = [country, ...apps.map(({ code }) => code)].join();
		return getOrCreate(known, key, () => {
			const rules = { defaultCountry: country, strict, acceptForeign };
			const parse = createNumberParser(rules);
			return { apps, country, parse, readDigits: createDigitReader(rules, parse) };
		});
	});
}

const APP_CODE = /^\w{1,100}$/;

/**
 * Reads the app that an item asks for, by slug, name, vendor's name or code, or "other" with a code of its own.
 *
 * @throws NodeOperationError if there is no such app.
 */
function readApp(run: Run, item: number): App {
	const text = readTextParameter(run, appField, item);
	if (text === OTHER_APP) {
		const code = readTextParameter(run, appCodeField, item);
		if (APP_CODE.test(code)) return findApp(code) ?? otherApp(code);
		throw userError(
			run,
			code === '' ? "'App Code' is missing" : `'App Code' can't be "${shownValue(code)}"`,
			'Enter the code that Ihmjc uses for the app, or choose an app from the list.',
			{ itemIndex: item },
		);
	}
	const app = findApp(text);
	if (app) return app;
	throw userError(
		run,
		`App "${shownValue(text)}" doesn't exist`,
		'Choose an app from the list, or "Other (Enter Code)". Nothing was sent.',
		{ itemIndex: item },
	);
}

/**
 * Reads the default country of an item: `none`, an ISO 3166 code or a country's English name. An expression may leave it blank for rows
 * whose numbers don't need it.
 *
 * @throws NodeOperationError if there is no such country.
 */
function readCountry(run: Run, item: number): NumberRules['defaultCountry'] {
	const text = readTextParameter(run, countryField, item);
	if (text === '') return '';
	if (text.toLowerCase() === 'none') return 'none';
	const country = findCountry(text);
	if (country) return country;
	throw userError(
		run,
		`"${shownValue(text)}" in 'Default Country' is not a country`,
		'Choose the country of numbers without a country code, or None if all numbers have one. In an expression, use a two-letter code such as US. Nothing was sent.',
		{ itemIndex: item },
	);
}

/** Reads the row's own app, whose result fields have no app in their names. */
export const ownApp = (run: Run): ((item: number) => App) =>
	readPerItemOrOnce(run, ['app', 'appCode'], readApp);

export const additionalApps = (run: Run): ((item: number) => readonly App[]) =>
	readPerItemOrOnce(run, ['additionalApps'], readAdditionalApps);

export const uniqueApps = (apps: readonly App[]): App[] => [
	...new Map(apps.map((app) => [app.code, app])).values(),
];

/** @throws NodeOperationError for an app that isn't in the table, because field names contain its slug. */
function readAdditionalApps(run: Run, itemIndex: number): readonly App[] {
	const value = run.parameter('additionalApps', itemIndex, []);
	const given = typeof value === 'string' ? value.split(',') : [value].flat();
	return given.flatMap((each) => {
		const text = textOf(run, additionalAppsField, each, itemIndex);
		if (text === '') return [];
		const app = findApp(text);
		if (app) return [app];
		throw userError(
			run,
			`App "${shownValue(text)}" in 'Additional Apps' doesn't exist`,
			`Choose apps from the list; only 'App' takes a code. In an expression, use an array or a comma-separated text, such as ${APPS[0].slug}, ${APPS[1].slug}. Nothing was sent.`,
			{ itemIndex },
		);
	});
}

/** Settings for parsing numbers and grouping them into lists. */
export type ListSettings = ReturnType<typeof listSettings>;

/** @throws NodeOperationError if an option has an invalid value. */
export const listSettings = (run: Run) => ({
	splitBy: readOption(run, splitByOption),
	strict: readOption(run, strictNumbersOption),
	acceptForeign: readOption(run, foreignNumbersOption) === 'accept',
});
