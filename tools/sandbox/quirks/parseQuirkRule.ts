import type { QuirkRule } from './QuirkRule';
import type { Endpoint, QuirkName } from './quirks';

/** For `all` endpoints, and for uploads that are to be accepted before their answer is spoiled. */
const ALL = 'all';
const ACCEPTED = 'accepted';

/**
 * Reads a rule as it is typed on a command line: `endpoint:name[:times[:skip]][=value]`. Whether there
 * is such a quirk or endpoint is left to whoever takes the rule.
 * @throws TypeError if the text has another form
 */
export function parseQuirkRule(text: string): QuirkRule {
	const match = /^(\w+):(\w+)(?::(\d*))?(?::(\d+))?(?:=(.*))?$/s.exec(text);
	if (!match) {
		throw new TypeError(`"${text}" is no quirk rule: endpoint:name[:times[:skip]][=value]`);
	}
	const [, endpoint, quirk, times, skip, value] = match;
	return {
		quirk: quirk as QuirkName,
		...(endpoint === ALL
			? {}
			: { endpoint: (endpoint === ACCEPTED ? 'upload' : endpoint) as Endpoint }),
		...(times ? { times: Number(times) } : {}),
		...(skip ? { skip: Number(skip) } : {}),
		...(endpoint === ACCEPTED ? { afterAccept: true } : {}),
		...(value === undefined ? {} : { value }),
	};
}
