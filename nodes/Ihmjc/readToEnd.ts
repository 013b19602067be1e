/** Reads what only its listeners care for. */
export async function readToEnd(chunks: AsyncIterable<Uint8Array>): Promise<void> {
	const iterator = chunks[Symbol.asyncIterator]();
	while (!(await iterator.next()).done);
}
