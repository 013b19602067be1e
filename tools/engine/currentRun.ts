/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { BinaryDataService } from 'n8n-core';
import type { LogLevel } from 'n8n-workflow';

export interface LogLine {
	level: Exclude<LogLevel, 'silent'>;
	message: string;
	meta: object;
}

export interface CurrentRun {
	log: (line: LogLine) => void;
	binaryData: BinaryDataService;
}

/**
 * n8n has one logger and one binary data store per process. Here, parallel runs each have their own, so
 * the shared objects look up the run that calls them.
 */
export const currentRun = new AsyncLocalStorage<CurrentRun>();
