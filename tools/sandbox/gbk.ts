const decoder = new TextDecoder('gbk');
let bytesOf: Map<string, number[]> | undefined;

/** Encodes a text as GBK, which Node can only decode. Other characters become question marks. */
export function encodeGbk(text: string): Buffer {
	bytesOf ??= gbkTable();
	return Buffer.from(
		[...text].flatMap((character) =>
			character < '\x80' ? [character.charCodeAt(0)] : (bytesOf?.get(character) ?? [0x3f]),
		),
	);
}

function gbkTable(): Map<string, number[]> {
	const table = new Map<string, number[]>();
	for (let lead = 0x81; lead <= 0xfe; lead++) {
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
		}
	}
	return table;
}
