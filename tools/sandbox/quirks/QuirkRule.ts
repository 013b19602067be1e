import { endpoints, quirkNames, quirks, type Endpoint, type QuirkName } from './quirks';

/** Applies a quirk to some requests. */
export interface QuirkRule {
	quirk: QuirkName;
	/** Default: all endpoints the quirk applies to. */
	endpoint?: Endpoint;
	/** How many requests get the quirk. Default: all. */
	times?: number;
	/** How many requests are let through first. Default: none. */
	skip?: number;
	/**
	 * Uploads only: the list is accepted and charged before the quirk applies, even if the quirk would
	 * otherwise replace the endpoint.
	 */
	afterAccept?: boolean;
	/** See the table in quirks.ts. */
	value?: string;
}

/** @throws TypeError that says what is wrong with the rule */
export function assertQuirkRule(rule: QuirkRule): void {
	const { quirk, endpoint, times, skip, afterAccept, value } = rule;
	if (!quirkNames.includes(quirk)) {
		throw new TypeError(`Unknown quirk "${quirk}". Use one of: ${quirkNames.join(', ')}.`);
	}
	if (endpoint !== undefined && !endpointsOf(quirk).includes(endpoint)) {
		throw new TypeError(
			`The quirk "${quirk}" doesn't apply to "${endpoint}", only to: ${endpointsOf(quirk).join(', ')}.`,
		);
	}
	for (const count of [times, skip]) {
		if (count !== undefined && !(Number.isInteger(count) && count >= 0)) {
			throw new TypeError(`The quirk "${quirk}" needs whole numbers for "times" and "skip".`);
		}
	}
	if (afterAccept && endpoint !== undefined && endpoint !== 'upload') {
		throw new TypeError(
			`"afterAccept" works only with the endpoint "upload", not with "${endpoint}".`,
		);
	}
	if (afterAccept && !endpointsOf(quirk).includes('upload')) {
		throw new TypeError(`"afterAccept" is for uploads, and "${quirk}" doesn't apply to uploads.`);
	}
	if (value !== undefined) assertValue(quirk, value);
}

/** The endpoints whose requests a rule counts. */
export function reachOf(rule: QuirkRule): readonly Endpoint[] {
	if (rule.endpoint) return [rule.endpoint];
	return rule.afterAccept ? ['upload'] : endpointsOf(rule.quirk);
}

function endpointsOf(quirk: QuirkName): readonly Endpoint[] {
	return quirks[quirk].endpoints ?? endpoints;
}

function assertValue(quirk: QuirkName, text: string): void {
	const { value } = quirks[quirk];
	if (!value) throw new TypeError(`The quirk "${quirk}" takes no value.`);
	if (value.oneOf && !value.oneOf.includes(text)) {
		throw new TypeError(`The quirk "${quirk}" takes one of: ${value.oneOf.join(', ')}.`);
	}
	if (value.numeric && !(value.negative ? /^-?\d+$/ : /^\d+$/).test(text)) {
		throw new TypeError(`The quirk "${quirk}" takes a whole number.`);
	}
}
