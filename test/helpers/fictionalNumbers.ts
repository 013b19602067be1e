/** +44 7700 900000 and up, reserved for fiction. */
export function britishNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => String(447_700_900_000 + index));
}

/** +1 415 555 0100 and up. */
export function americanNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => String(14_155_550_100 + index));
}

/** +1 416 555 0100 and up: Toronto. */
export function canadianNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => String(14_165_550_100 + index));
}

/** Random numbers, if the ranges for fiction are too small. */
export function randomNumbers(count: number): string[] {
	return Array.from(
		{ length: count },
		() => `447${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`,
	);
}

/** One number each of the US, Canada, Britain, France and Australia, all reserved for fiction. */
export const FIVE_COUNTRIES = [
	'14155550100',
	'14165550100',
	'447700900000',
	'33639980001',
	'61491570006',
];

/** A row for each number, with a leading plus. */
export const rowsOf = (numbers: readonly string[]): Array<{ phone: string }> =>
	numbers.map((number) => ({ phone: `+${number}` }));
