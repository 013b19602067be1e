const PIECE_BITS = 9;
const PIECE_LENGTH = 1 << PIECE_BITS;

/** Numbers in the order in which they were added, 8 bytes each. They are stored in pieces, so that growing never copies old ones. */
export class NumberPieces {
	private readonly pieces: Float64Array[] = [];

	length = 0;

	push(value: number): void {
		const offset = this.length & (PIECE_LENGTH - 1);
		if (offset === 0) this.pieces.push(new Float64Array(PIECE_LENGTH));
		this.pieces[this.length >>> PIECE_BITS][offset] = value;
		this.length++;
	}

	at(place: number): number {
		return this.pieces[place >>> PIECE_BITS][place & (PIECE_LENGTH - 1)];
	}

	/** Takes out all numbers, and frees the memory of each piece after it. */
	*drain(): Generator<number> {
		for (let piece = this.pieces.shift(); piece; piece = this.pieces.shift()) {
			yield* piece.subarray(0, this.length);
			this.length -= Math.min(this.length, PIECE_LENGTH);
		}
	}
}
