const RADIX = 36;

/** Numbers as a short text: sorted, each as what it is more than the one before. About 5 bytes a number in a long list. */
export function packNumbers(numbers: Iterable<number>): string {
	let last = 0;
	return Array.from(Float64Array.from(numbers).sort(), (number) => {
		const difference = number - last;
		last = number;
		return difference.toString(RADIX);
	}).join();
}

/** The numbers that `packNumbers` made a text of, in ascending order. */
export function unpackNumbers(text: string): number[] {
	let last = 0;
	return text === '' ? [] : text.split(',').map((each) => (last += parseInt(each, RADIX)));
}
