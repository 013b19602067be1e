import type { Report } from '../editor/install';

/** What every measurement gets. */
export interface Dependencies {
	/** For data and logs; whatever is in it is thrown away. */
	folder: string;
	/** The project, packed as for publication. */
	tarball: string;
	/** How many rows or lines, where the user asks for another count than the targets'. */
	rows?: number;
	/** How often each thing is run; the median counts. */
	runs: number;
	report: Report;
}

/** One line of the table. */
export interface Finding {
	/** The target's number in docs/performance.md. */
	target: number;
	what: string;
	measured: string;
	/** What it should be. */
	limit: string;
	met: boolean;
}

/** What a measurement brings. */
export interface Measured {
	findings: Finding[];
	/** More for whoever wants to know: Markdown. */
	details: string;
	/** Files for docs/, by name. */
	charts?: Record<string, string>;
}

export type Measurement = (dependencies: Dependencies) => Promise<Measured>;
