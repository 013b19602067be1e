/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WrittenPlans } from '../../nodes/Ihmjc/numbers/numberingPlans';
import { countryDataOfLibraries } from './countriesOfLibraries';
import { plansOfLibrary } from './libphonenumber';

const NUMBERS = path.join(__dirname, '../../nodes/Ihmjc/numbers');

/** One plan per line, so that a diff shows what a newer version of the library changes. */
function textOf({ callingCodes, plans }: WrittenPlans): string {
	const lines = (entries: object) =>
		Object.entries(entries)
			.map(([key, value]) => `\t\t${JSON.stringify(key)}: ${JSON.stringify(value)}`)
			.join(',\n');
	return `{\n\t"callingCodes": {\n${lines(callingCodes)}\n\t},\n\t"plans": {\n${lines(plans)}\n\t}\n}\n`;
}

/** If one fails, a library has changed: `UPDATE_DATA=1 npx jest test/numbers/data` writes the files again. */
describe('generated data', () => {
	it.each([
		['the numbering plans of libphonenumber-js', 'plans.json', () => textOf(plansOfLibrary())],
		['the countries of the libraries', 'countries.json', countryDataOfLibraries],
	])('contains %s: %s', (_, name, generate) => {
		const file = path.join(NUMBERS, name);
		const text = generate();
		if (process.env.UPDATE_DATA) writeFileSync(file, text);
		expect(readFileSync(file, 'utf8')).toBe(text);
	});
});
