/** Every response except a file: HTTP 200, with the outcome in `RES` (the interface document). */
export interface Envelope {
	/** "100" means success. A number only if a quirk makes it one. */
	RES: string | number;
	ERR: string;
	DATA?: unknown;
}

export function success(data: Record<string, string>): Envelope {
	return { RES: '100', ERR: '', DATA: data };
}

/**
 * Why the sandbox refuses a request. The codes and texts are the sandbox's own, because the
 * document publishes no code except 100.
 */
const refusals = {
	login: ['101', 'Wrong account or password'],
	method: ['102', 'Only POST is supported'],
	app: ['103', 'Unknown type'],
	noFile: ['104', 'No file was uploaded'],
	emptyFile: ['105', 'The file is empty'],
	badLine: ['106', 'Not a number with country code'],
	twoCountries: ['107', 'Only one country one time'],
	smallList: ['108', 'Too few numbers'],
	points: ['109', 'Not enough points'],
	sendID: ['110', 'Unknown sendID'],
	notDone: ['111', 'The detection is not complete'],
	fileType: ['112', 'Unknown file type'],
} as const;

/** @param detail where in the request, or by how much; never a number or a password */
export function refusal(reason: keyof typeof refusals, detail?: string): Envelope {
	const [code, text] = refusals[reason];
	return { RES: code, ERR: detail === undefined ? text : `${text}: ${detail}` };
}
