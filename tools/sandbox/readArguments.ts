/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { parseArgs } from 'node:util';

import { parseQuirkRule } from './quirks/parseQuirkRule';
import { countryRules, type CountryRule, type SandboxOptions } from './SandboxOptions';

export const DEFAULT_PORT = 8686;

/**
 * Parses the command line.
 * @throws TypeError that says what is wrong
 */
export function readArguments(args: string[]): SandboxOptions | 'help' {
	const { values } = parseArgs({
		args,
		options: {
			help: { type: 'boolean', short: 'h' },
			port: { type: 'string' },
			host: { type: 'string' },
			account: { type: 'string' },
			password: { type: 'string' },
			points: { type: 'string' },
			'bonus-points': { type: 'string' },
			price: { type: 'string' },
			'job-seconds': { type: 'string' },
			'min-lines': { type: 'string' },
			'country-rule': { type: 'string' },
			quirk: { type: 'string', multiple: true },
		},
	});
	if (values.help) return 'help';

	const number = (
		name: Exclude<keyof typeof values, 'help' | 'quirk' | 'host'>,
	): number | undefined => {
		const text = values[name];
		if (text === undefined) return undefined;
		if (!/^\d+(\.\d+)?$/.test(text)) throw new TypeError(`--${name} takes a number.`);
		return Number(text);
	};
	const countryRule = values['country-rule'] as CountryRule | undefined;
	if (countryRule !== undefined && !countryRules.includes(countryRule)) {
		throw new TypeError(`--country-rule takes one of: ${countryRules.join(', ')}.`);
	}
	return {
		port: number('port') ?? DEFAULT_PORT,
		host: values.host,
		account: values.account,
		password: values.password,
		rechargePoints: number('points'),
		bonusPoints: number('bonus-points'),
		pricePerNumber: number('price'),
		jobSeconds: number('job-seconds'),
		minLines: number('min-lines'),
		countryRule,
		quirks: values.quirk?.map(parseQuirkRule),
	};
}
