/** Area codes of one country, so that the do-it-yourself workflow can send all numbers in one list. */
const AREA_CODES = [212, 213, 214, 215, 216, 217, 218, 219, 224, 225];
const PER_AREA = 1_000_000;
const FIRST_SUBSCRIBER = 2_000_000;

export const MAX_NUMBERS = AREA_CODES.length * PER_AREA;

/** Different made-up American numbers. They take longest to read, because most countries share their calling code. */
function phoneAt(index: number): string {
	const area = AREA_CODES[Math.floor(index / PER_AREA)];
	return `1${area}${FIRST_SUBSCRIBER + (index % PER_AREA)}`;
}

/** The fields of an address list. */
export const FEW_FIELDS = 4;

/** Rows like those of an address list, or of a CRM that has more fields for each contact. */
export function rowAt(index: number, fields = FEW_FIELDS): Record<string, string | number> {
	const row: Record<string, string | number> = {
		id: index + 1,
		name: `Contact ${index + 1}`,
		city: 'Springfield',
		phone: phoneAt(index),
	};
	for (let field = FEW_FIELDS; field < fields; field++) row[`field${field}`] = `Value ${field}`;
	return row;
}

/** A list as it is sent, in chunks. */
export function* listOf(count: number): Generator<string> {
	const PIECE = 10_000;
	for (let start = 0; start < count; start += PIECE) {
		let text = '';
		for (let index = start; index < Math.min(count, start + PIECE); index++) {
			text += `${phoneAt(index)}\n`;
		}
		yield text;
	}
}
