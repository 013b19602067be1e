const PIECE_BITS = 9;
const PIECE_LENGTH = 1 << PIECE_BITS;

/** The first piece begins with this length, because a loop may make thousands of short lists. */
const SHORT_LENGTH = 8;

/** Numbers in the order in which they were added, 8 bytes each. They are stored in pieces, so that growing never copies old ones. */
export class NumberPieces {
	private readonly pieces: Float64Array[] = [];

	length = 0;

	push(value: number): void {
		const offset = this.length & (PIECE_LENGTH - 1);
		if (this.length === 0) this.pieces.push(new Float64Array(SHORT_LENGTH));
		else if (offset === 0) this.pieces.push(new Float64Array(PIECE_LENGTH));
		else if (this.length === SHORT_LENGTH) this.lengthenFirst();
		this.pieces[this.length >>> PIECE_BITS][offset] = value;
		this.length++;
	}

	private lengthenFirst(): void {
		const [short] = this.pieces;
		this.pieces[0] = new Float64Array(PIECE_LENGTH);
		this.pieces[0].set(short);
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
