/** A count and its noun: "1 number", "2,000 numbers". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
	`${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
