/** A cell's digits, with what the way they are written says about their meaning. */
export interface WrittenNumber {
	/** The sign in front that says: a calling code follows. */
	readonly prefix: '+' | '00' | '';
	/** The digits after the prefix. */
	readonly digits: string;
	/** The digits after the prefix that stand in brackets, if brackets come first, as around an area code. */
	readonly firstBracket: string | undefined;
	/** The digits before the first space or sign; all of them if there is none. */
	readonly firstGroup: string;
	/** Something else that is written in just this way. Such digits are a number only if they are a valid one. */
	readonly looksLike: 'address' | 'amount' | undefined;
	/** The same without a list marker in front (`7. `) or a counter behind (` - 2`), if there may be one. */
	readonly withoutMarker?: WrittenNumber;
}
