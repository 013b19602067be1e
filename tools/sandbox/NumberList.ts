/** What an upload held. Nothing is kept for each number but its digits. */
export interface NumberList {
	/** The numbers in the order sent, each followed by `\n`; no number spans two blocks. */
	readonly blocks: readonly Buffer[];
	readonly count: number;
	/** The country of the first number: of all of them, where the country rule sees to it. */
	readonly country: string;
}

/** Of a number with its country code, by E.164. */
export const MOST_DIGITS = 15;

export const LINE_FEED = 0x0a;

export function numbersOf(list: NumberList): string[] {
	return list.blocks.flatMap((block) => block.toString('latin1').split('\n').slice(0, -1));
}
