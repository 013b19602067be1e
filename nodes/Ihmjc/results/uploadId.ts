/** The service's response to a list that it accepted. */
export interface Acceptance {
	uploadId: string;
	/** How many numbers the service counted; `null` if it doesn't say. */
	accepted: number | null;
	/** Points left after it; `null` if the service doesn't say. */
	pointsLeft: number | null;
}

/** One line of limited length, because IDs go into messages and sheets. */
const UPLOAD_ID = /^[^\p{Cc}\s]{1,100}$/u;

export const isUploadId = (text: string): boolean => UPLOAD_ID.test(text);

/** The texts that exports write into a cell without a value. */
const NO_ID = /^(null|undefined|nan|none|#?n\/a|-)$/i;

/** Restores an upload ID, a whole number that a sheet may show with separators or in scientific notation; `''` if there is none. */
export function idText(id: string): string {
	if (NO_ID.test(id)) return '';
	if (/^\d{1,3}([., '\u00a0\u202f]\d{3})+$/.test(id)) return id.replace(/\D/g, '');
	if (/^\d+[.,]00?$/.test(id)) return id.replace(/\D.*$/, '');
	const isScientific = /^\d([.,]\d+)?e\+?\d+$/i.test(id);
	const number = isScientific ? Number(id.replace(',', '.')) : NaN;
	return Number.isSafeInteger(number) ? String(number) : id;
}
