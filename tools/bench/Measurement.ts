import type { Report } from '../editor/install';
import { median, shown } from './statistics';

/** The input of every measurement. */
export interface Dependencies {
	/** A folder for data and logs, which is deleted at the end. */
	folder: string;
	/** The packed project, as it is published. */
	tarball: string;
	/** The number of rows or lines, if the user chose another one than that of the targets. */
	rows?: number;
	/** How often everything is run. The result is the median. */
	runs: number;
	report: Report;
}

/** One line of the table. */
export interface Finding {
	what: string;
	measured: string;
	/** The target. */
	limit: string;
	met: boolean;
}

export interface Measured {
	findings: Finding[];
	/** An SVG for docs/. */
	chart?: string;
}

export type Measurement = (dependencies: Dependencies) => Promise<Measured>;

export function atMost(what: string, value: number, limit: number, unit = ''): Finding {
	return {
		what,
		measured: shown(value) + unit,
		limit: `≤ ${shown(limit)}${unit}`,
		met: value <= limit,
	};
}

/** Compares the medians of two series of times. */
export function ratio(what: string, own: number[], other: number[], limit: number): Finding {
	const [mine, theirs] = [median(own), median(other)];
	return {
		...atMost(what, mine / theirs, limit),
		measured: `${shown(mine / theirs)} (${shown(mine)} ÷ ${shown(theirs)} ms)`,
	};
}
