/** Bytes to keep of the end: the end record of 22 bytes, and its comment. */
const KEPT = 1024;
const RECORD_LENGTH = 22;

const SIGNATURE = 'PK\x05\x06';

/** Checks as a ZIP file arrives whether it has its last part, the end record. */
export class ZipEnd {
	private tail = Buffer.alloc(0);

	/** `download` has seen that it is a ZIP file. */
	readonly isList = true;

	push(bytes: Uint8Array): void {
		this.tail = Buffer.concat([this.tail, bytes.subarray(-KEPT)]).subarray(-KEPT);
	}

	end(): void {}

	isCut(): boolean {
		return !this.isComplete();
	}

	isComplete(): boolean {
		return this.tail.subarray(0, SIGNATURE.length - RECORD_LENGTH).includes(SIGNATURE);
	}
}
