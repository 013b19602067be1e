/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WrittenPlans } from '../../nodes/Ihmjc/numbers/loadPlans';
import { plansOfLibrary } from './libphonenumber';

const FILE = path.join(__dirname, '../../nodes/Ihmjc/numbers/plans.json');

/** One plan per line, so that a diff shows what a newer version of the library changes. */
function textOf({ callingCodes, plans }: WrittenPlans): string {
	const lines = (entries: object) =>
		Object.entries(entries)
			.map(([key, value]) => `\t\t${JSON.stringify(key)}: ${JSON.stringify(value)}`)
			.join(',\n');
	return `{\n\t"callingCodes": {\n${lines(callingCodes)}\n\t},\n\t"plans": {\n${lines(plans)}\n\t}\n}\n`;
}

describe('plans.json', () => {
	it("contains the numbering plans of the library's metadata", () => {
		const text = textOf(plansOfLibrary());
		if (process.env.UPDATE_PLANS) writeFileSync(FILE, text);
		expect(readFileSync(FILE, 'utf8')).toBe(text);
	});
});
