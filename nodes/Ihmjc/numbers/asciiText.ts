const ASCII = /^[ -~]*$/;

/** Characters without a width (joiners, direction marks, soft hyphens, byte order marks) that copied text contains. */
const INVISIBLE = /\p{Cf}/gu;

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const DIGIT = /\p{Nd}/gu;
const SPACE = /\p{Zs}/gu;
const DASH = /[\u2212\u30fc\p{Pd}]/gu;

/** A text without invisible characters and outer spaces: what a person sees of it. */
export function visibleText(text: string): string {
	// Trimmed twice: a line break may hide behind an invisible character.
	const trimmed = text.trim();
	return ASCII.test(trimmed) ? trimmed : trimmed.replace(INVISIBLE, '').trim();
}

/** A text with the digits, spaces and dashes of all scripts in their ASCII form. */
export function asciiText(text: string): string {
	if (ASCII.test(text)) return text;
	return text
		.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
		.replace(DIGIT, asciiDigit)
		.replace(SPACE, ' ')
		.replace(DASH, '-');
}

/** Unicode lists every script's ten digits in a row, 0 first. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0)!;
	let zero = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return String((code - zero) % 10);
}
