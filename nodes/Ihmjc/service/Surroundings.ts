import type { Clock } from '../Clock';
import type { Limits } from './Limits';

/** Time and limits, which are handed in: n8n gives none, tests give theirs. */
export interface Surroundings {
	clock: Clock;
	limits: Limits;
}
