/** Matches phone numbers: seven or more digits, with spaces, dots, dashes, slashes or brackets between them. */
const NUMBER = /\+?\p{Nd}(?:[\s().\-/]{0,3}\p{Nd}){6,}/gu;

/** Removes phone numbers from a text, so that it may be shown. */
export const withoutNumbers = (text: string): string => text.replace(NUMBER, '…');
