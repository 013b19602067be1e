import type { Measurement } from '../Measurement';
import { measureCheckNumbers } from './checkNumbers';
import { measureFiles } from './files';
import { measureGrowth } from './growth';
import { measureStartUp } from './startUp';
import { measureWaiting } from './waiting';

/** By the name that the command line takes, in the order of the targets. */
export const measurements: Record<string, Measurement> = {
	rows: measureCheckNumbers,
	files: measureFiles,
	growth: measureGrowth,
	waiting: measureWaiting,
	start: measureStartUp,
};
