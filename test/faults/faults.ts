import {
	type Endpoint,
	endpoints,
	type QuirkName,
	quirkNames,
	quirks,
} from '../../tools/sandbox/quirks/quirks';

/** Something that goes wrong at an endpoint. */
export interface Fault {
	/** A sentence for people. */
	what: string;
	/** `refused`: nobody listens at all. */
	quirk: QuirkName | 'refused';
	value?: string;
	endpoints: readonly Endpoint[];
}

/** Values with which a quirk is tried, where its default alone would not do. */
const VALUES: Partial<Record<QuirkName, ReadonlyArray<[value: string, what: string]>>> = {
	slowResponse: [['30', 'The request is carried out at once, but answered late.']],
	missingData: [
		['absent', 'The envelope has no DATA.'],
		['{}', 'The envelope has an empty DATA.'],
	],
	midLineDownload: [
		['middle', 'The file ends within a number in its middle, and the answer as if it were whole.'],
		['last', 'The file ends within its last number, and the answer as if it were whole.'],
	],
	status429: [
		['3', 'HTTP 429, to be tried again after 3 seconds.'],
		['100000', 'HTTP 429, to be tried again after more than a day.'],
	],
};

/** Every fault of the sandbox, so that a new one is in the matrix at once. */
export const FAULTS: readonly Fault[] = [
	{ what: 'The connection is refused.', quirk: 'refused', endpoints },
	...quirkNames.flatMap((quirk): Fault[] => {
		const { does, endpoints: where = endpoints } = quirks[quirk];
		const values = VALUES[quirk] ?? [[undefined, does]];
		return values.map(([value, what]) => ({ quirk, value, what, endpoints: where }));
	}),
];
