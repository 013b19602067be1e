const ASCII = /^[ -~]*$/;

/** Characters without width that copied text contains, such as joiners, direction marks, soft hyphens and byte order marks. */
const INVISIBLE = /\p{Cf}/gu;

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const DIGIT = /\p{Nd}/gu;
const SPACE = /\p{Zs}/gu;
const DASH = /[\u2212\u30fc\p{Pd}]/gu;

/** Removes invisible characters and outer spaces, so that only what people see is left. */
export function visibleText(text: string): string {
	// Trims twice, because a line break may be hidden by an invisible character at either end.
	const trimmed = text.trim();
	return ASCII.test(trimmed) ? trimmed : trimmed.replace(INVISIBLE, '').trim();
}

/** Converts the digits, spaces and dashes of all scripts to ASCII. */
export function asciiText(text: string): string {
	if (ASCII.test(text)) return text;
	return text
		.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
		.replace(DIGIT, asciiDigit)
		.replace(SPACE, ' ')
		.replace(DASH, '-');
}

/** Finds a digit's value by counting back to 0, because Unicode lists each script's digits in order. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0)!;
	let zero = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return String((code - zero) % 10);
}
