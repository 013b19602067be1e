import type { Report } from '../editor/install';

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
	/** The target's number in docs/performance.md. */
	target: number;
	what: string;
	measured: string;
	/** The target's limit, as shown in the table. */
	limit: string;
	met: boolean;
}

/** The result of a measurement. */
export interface Measured {
	findings: Finding[];
	/** More results, as Markdown. */
	details: string;
	/** Files for docs/ by name. */
	charts?: Record<string, string>;
}

export type Measurement = (dependencies: Dependencies) => Promise<Measured>;
