import {
	type Endpoint,
	endpoints,
	type QuirkName,
	quirkNames,
	quirks,
} from '../../tools/sandbox/quirks/quirks';

/** A fault of an endpoint. */
export interface Fault {
	/** A sentence for the page and for test names. */
	what: string;
	/** `refused`: nothing listens on the port. */
	quirk: QuirkName | 'refused';
	value?: string;
	endpoints: readonly Endpoint[];
}

/** Values to test a quirk with, if its default isn't enough. */
const VALUES: Partial<Record<QuirkName, ReadonlyArray<[value: string, what: string]>>> = {
	slowResponse: [['30', 'The request is carried out at once, but the response comes late.']],
	missingData: [
		['absent', 'DATA of the envelope is missing.'],
		['{}', 'DATA of the envelope is empty.'],
	],
	midLineDownload: [
		[
			'middle',
			'The file is cut off within a number in its middle, but the response looks complete.',
		],
		['last', 'The file is cut off within its last number, but the response looks complete.'],
	],
	fileName: [
		['extended', "Content-Disposition gives a Chinese file name as filename*=UTF-8''…"],
		['percent', 'Content-Disposition gives a Chinese file name with percent signs.'],
		['raw', 'Content-Disposition gives a Chinese file name in UTF-8.'],
	],
	httpRefusal: [
		['404', 'HTTP 404 with a page of HTML.'],
		['407', 'HTTP 407 with a page of HTML.'],
		['413', 'HTTP 413 with a page of HTML.'],
	],
	status429: [
		['3', 'HTTP 429 with Retry-After of 3 seconds.'],
		['100000', 'HTTP 429 with Retry-After of more than a day.'],
	],
};

/** Every quirk of the sandbox, so that a new one is tested automatically. */
export const FAULTS: readonly Fault[] = [
	{ what: 'The connection is refused.', quirk: 'refused', endpoints },
	...quirkNames.flatMap((quirk): Fault[] => {
		const { does, endpoints: where = endpoints } = quirks[quirk];
		const values = VALUES[quirk] ?? [[undefined, does]];
		return values.map(([value, what]) => ({ quirk, value, what, endpoints: where }));
	}),
];
