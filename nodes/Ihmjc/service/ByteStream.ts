/** A body that is still arriving: Node's Readable, as far as this package needs it. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	readonly errored: Error | null;
	readonly destroyed: boolean;
	destroy(error?: Error): unknown;
	on(event: 'error', listener: () => void): unknown;
}
