import type { Logger } from 'n8n-workflow';
import { currentRun, type LogLine } from './currentRun';

const at =
	(level: LogLine['level']) =>
	(message: string, meta: object = {}) =>
		currentRun.getStore()?.log({ level, message, meta });

/** The logger for n8n. It passes each line to the run that wrote it, never to the console. */
export const runLogger: Logger & { scoped: () => Logger } = {
	error: at('error'),
	warn: at('warn'),
	info: at('info'),
	debug: at('debug'),
	scoped: () => runLogger,
};
