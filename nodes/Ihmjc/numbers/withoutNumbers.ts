/** Seven digits or more, as phone numbers are written: with a plus, and with spaces, dots, dashes or brackets between. */
const NUMBER = /\+?\p{Nd}(?:[\s().\-/]{0,3}\p{Nd}){6,}/gu;

/** A text that may be shown: without the phone numbers that came into it. */
export const withoutNumbers = (text: string): string => text.replace(NUMBER, '…');
