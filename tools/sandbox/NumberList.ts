/** The numbers of an upload. Only their digits are kept, to save memory. */
export interface NumberList {
	/** The numbers in the order sent, each followed by `\n`; no number spans two blocks. */
	readonly blocks: readonly Buffer[];
	readonly count: number;
	/** The country of the first number, and of all others if the country rule enforces it. */
	readonly country: string;
}

/** The longest number of E.164, country code included. */
export const MAX_DIGITS = 15;

export const LINE_FEED = 0x0a;

export function numbersOf(list: NumberList): string[] {
	return list.blocks.flatMap((block) => block.toString('latin1').split('\n').slice(0, -1));
}
