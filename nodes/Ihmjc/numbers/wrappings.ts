/* Texts that sheets, exports and programs write around a number. */

/** Quotes in pairs, also as a formula (`="…"`), and a JSON list of one entry. */
const QUOTED = /^(?:=?["'“”„‟‘’‚‛«»‹›`´](.*)["'“”„‟‘’‚‛«»‹›`´]|\[([^[\]]*)\])$/;

/** A bullet, or the apostrophe that marks text in a sheet. */
const BULLET = /^(?:[*•·▪●'‘’]|-(?= *\+)) */;

/** A label of up to 25 letters, such as `p:` in Meta's lead exports. Only a plus shows that a number follows. */
const LABEL = /^(?=.{1,25}:)\p{L}[\p{L}\p{M} .'-]*: *(?=\+)/u;

const SCHEME = /^(?:tel|sms|callto|whatsapp):(?:\/\/)? *(.*)$/i;
/** Parameters of a link whose number is complete without them. */
const PARAMETERS = /^(\+[^;?]*)[;?][\w-]+=[^+]*$/;

/** Links that hold a number with its calling code, and IDs of WhatsApp's accounts. */
const LINK =
	/^(?:https?:\/\/)?(?:www\.)?(?:wa\.me\/|(?:(?:api|web)\.whatsapp\.com\/)?send\/?\?(?:.*&)?phone=|t\.me\/(?=\+|%2b))([^/?&#]+)(?:[/?&#].*)?$/i;
const ACCOUNT_ID = /^(\+?\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;
const LINKED_NUMBER = /^\+?(?:[ ().-]*\d){7,15}$/;

/** An extension has at most six digits. A longer one is a second number. */
const EXTENSION_WORD =
	'(?:ext(?:n|ensi[oó]n)?|x|#|доб(?:авочный)?|вн|ramal|poste|anexo|int(?:erno)?|dw|wewn|内線|內線|分機|分机|转|轉)';
const NAMED_EXTENSION = `${EXTENSION_WORD}[ .:=]*\\d{1,6}#?`;
const EXTENSION = new RegExp(
	`(?<![ ,;])[ ,;]*(?:[([] *${NAMED_EXTENSION} *[)\\]]|${NAMED_EXTENSION})$`,
	'iu',
);

/** Matches the beginning of an extension or a parameter, which belong to the number before them. */
export const ADDITION = `\\s*(?:${EXTENSION_WORD}[\\s.:=]*\\d|[\\w-]+=)`;

/** Most cells have no letters and nothing around them. */
const UNWRAPPED = /^[+(\d][\d ()+./-]*$/;

/** Removes everything around a number but its extension. A number in a link gets a plus. */
export function unwrapped(text: string): string {
	if (UNWRAPPED.test(text)) return text;
	const inner = unquoted(unquoted(text))
		.replace(BULLET, '')
		.replace(SCHEME, (_, linked: string) => decoded(linked).replace(PARAMETERS, '$1'))
		.replace(LABEL, '');
	const [, linked = ''] = LINK.exec(inner) ?? ACCOUNT_ID.exec(inner) ?? [];
	const number = decoded(linked);
	return LINKED_NUMBER.test(number) ? `+${number.replace(/\D/g, '')}` : inner;
}

export const withoutExtension = (text: string): string => text.replace(EXTENSION, '');

const unquoted = (text: string): string =>
	text.replace(QUOTED, (_, quoted = '', listed = '') => `${quoted}${listed}`.trim());

/** Decodes the characters that a link writes as `%2B`. */
const decoded = (text: string): string =>
	text.replace(/%([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
