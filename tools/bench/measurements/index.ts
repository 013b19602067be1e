import type { Measurement } from '../Measurement';
import { measureCheckNumbers, measureWideRows } from './checkNumbers';
import { measureFiles } from './files';
import { measureGrowth } from './growth';
import { measureStartUp } from './startUp';
import { measureWaiting } from './waiting';

/** All measurements by their name on the command line, in the order of the targets. */
export const measurements: Record<string, Measurement> = {
	rows: measureCheckNumbers,
	wide: measureWideRows,
	files: measureFiles,
	growth: measureGrowth,
	waiting: measureWaiting,
	start: measureStartUp,
};
