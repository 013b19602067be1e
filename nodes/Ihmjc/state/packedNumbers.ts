const RADIX = 36;

/** Packs numbers into a short text: sorted, each as the difference to the one before. About 5 bytes a number in a long list. */
export function packNumbers(numbers: Iterable<number>): string {
	let last = 0;
	return Array.from(Float64Array.from(numbers).sort(), (number) => {
		const difference = number - last;
		last = number;
		return difference.toString(RADIX);
	}).join();
}

/** Reads what `packNumbers` wrote, in ascending order. */
export function unpackNumbers(text: string): number[] {
	let last = 0;
	return text === '' ? [] : text.split(',').map((each) => (last += parseInt(each, RADIX)));
}
