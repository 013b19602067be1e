/** Bytes to keep of the end: the end record of 22 bytes, and its comment. */
const KEPT = 1024;

const SIGNATURE = [0x50, 0x4b, 0x05, 0x06];

/** Checks as a ZIP file arrives whether it has its last part, the end record. */
export class ZipEnd {
	private tail = new Uint8Array(0);

	push(bytes: Uint8Array): void {
		const both = new Uint8Array(this.tail.length + Math.min(bytes.length, KEPT));
		both.set(this.tail);
		both.set(bytes.subarray(-KEPT), this.tail.length);
		this.tail = both.slice(-KEPT);
	}

	end(): void {}

	/** `download` has seen that it is a ZIP file. */
	readonly isList = true;

	isCut(): boolean {
		return !this.isComplete();
	}

	isComplete(): boolean {
		for (let at = this.tail.length - 22; at >= 0; at--) {
			if (SIGNATURE.every((byte, offset) => this.tail[at + offset] === byte)) return true;
		}
		return false;
	}
}
