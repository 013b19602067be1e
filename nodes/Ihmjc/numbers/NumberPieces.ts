const PIECE_BITS = 16;
const PIECE_LENGTH = 1 << PIECE_BITS;
const FIRST_LENGTH = 64;

/** Numbers in the order in which they were added, 8 bytes each. They are stored in pieces, so that growing never copies old ones. */
export class NumberPieces {
	private readonly pieces: Float64Array[] = [new Float64Array(FIRST_LENGTH)];

	length = 0;

	push(value: number): void {
		const index = this.length >>> PIECE_BITS;
		const offset = this.length & (PIECE_LENGTH - 1);
		const piece = this.pieces[index];
		if (piece === undefined) {
			this.pieces.push(new Float64Array(PIECE_LENGTH));
		} else if (offset === piece.length) {
			// Only the first piece starts small and grows, because most lists are short.
			this.pieces[index] = new Float64Array(2 * piece.length);
			this.pieces[index].set(piece);
		}
		this.pieces[index][offset] = value;
		this.length++;
	}

	at(place: number): number {
		return this.pieces[place >>> PIECE_BITS][place & (PIECE_LENGTH - 1)];
	}

	/** Takes out all numbers, and frees the memory of each piece after it. */
	*drain(): Generator<number> {
		for (let place = 0; place < this.length; place++) {
			yield this.at(place);
			if ((place + 1) % PIECE_LENGTH === 0) {
				this.pieces[place >>> PIECE_BITS] = new Float64Array(0);
			}
		}
	}
}
