import type { Envelope } from './envelope';
import type { ResultFile } from './ResultFile';

/** What an endpoint answers. */
export type Answer = { envelope: Envelope } | { file: ResultFile };
