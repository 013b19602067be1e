import type { Envelope } from './envelope';
import type { ResultFile } from './ResultFile';

/** The content of a response, before it becomes HTTP. */
export type SandboxResponse = { envelope: Envelope } | { file: ResultFile };
