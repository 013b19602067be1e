import type { QuirkRule } from './QuirkRule';
import type { Endpoint, QuirkName } from './quirks';

const ALL = 'all';
/** Means uploads that are accepted and charged before the quirk applies. */
const ACCEPTED = 'accepted';

/**
 * Parses a rule of the command line: `endpoint:name[:times[:skip]][=value]`. Whether the quirk and the
 * endpoint exist is checked later.
 * @throws TypeError if the text has another form
 */
export function parseQuirkRule(text: string): QuirkRule {
	const match = /^(\w+):(\w+)(?::(\d*))?(?::(\d+))?(?:=(.*))?$/s.exec(text);
	if (!match) {
		throw new TypeError(`"${text}" is not a quirk rule. Use endpoint:name[:times[:skip]][=value]`);
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
