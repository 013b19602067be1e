import type { Jobs } from './Jobs';
import type { Points } from './Points';
import type { UploadRecord } from './records';
import type { SandboxSettings } from './SandboxOptions';

/** The state that all endpoints share. */
export interface Service {
	options: SandboxSettings;
	jobs: Jobs;
	points: Points;
	uploads: UploadRecord[];
}
