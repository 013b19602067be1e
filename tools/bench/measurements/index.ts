import type { Measurement } from '../Measurement';
import { measureFiles } from './files';
import { measureGrowth } from './growth';
import { measureRows, measureWideRows } from './rows';
import { measureWaiting } from './waiting';

/** All measurements by their name on the command line and in the table. */
export const measurements: Record<string, Measurement> = {
	rows: measureRows,
	wide: measureWideRows,
	files: measureFiles,
	growth: measureGrowth,
	waiting: measureWaiting,
};
