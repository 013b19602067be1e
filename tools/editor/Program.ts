/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProgramOptions {
	/** A readable name for messages, such as "n8n 2.41.1". */
	name: string;
	command: string;
	args: string[];
	/** The program's output is appended to this file. */
	logFile: string;
	/** The whole environment. Nothing is inherited. */
	env?: Record<string, string | undefined>;
	cwd?: string;
	/** The user to run as. Default: the user of this process. */
	user?: { uid: number; gid: number };
}

const LOG_TAIL = 4000;
const KILL_AFTER_MS = 40_000;

/** A child process. Only its own process ID is ever killed. */
export class Program {
	readonly name: string;

	readonly logFile: string;

	private readonly child: ChildProcess;

	private readonly ended: Promise<void>;

	private failure: Error | undefined;

	constructor({ name, command, args, logFile, env, cwd, user }: ProgramOptions) {
		this.name = name;
		this.logFile = logFile;
		const log = openSync(logFile, 'a');
		try {
			this.child = spawn(command, args, { ...user, env, cwd, stdio: ['ignore', log, log] });
		} finally {
			closeSync(log);
		}
		this.ended = once(this.child, 'exit').then(
			() => {},
			(error: Error) => {
				this.failure = error;
			},
		);
		// The child must not outlive this process.
		process.once('exit', this.kill);
		void this.ended.then(() => process.off('exit', this.kill));
	}

	get processId(): number | undefined {
		return this.child.pid;
	}

	get isRunning(): boolean {
		return !this.failure && this.child.exitCode === null && this.child.signalCode === null;
	}

	/** The output of the program, including earlier runs with the same log file. */
	get log(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	/**
	 * Waits until `isReady` returns true.
	 * @param seconds how long to wait at most
	 * @throws Error with the end of the log if the program ends before that, or the time is up
	 */
	async waitUntil(isReady: () => Promise<boolean>, seconds: number): Promise<void> {
		const deadline = Date.now() + seconds * 1000;
		for (;;) {
			if (!this.isRunning) throw this.error('stopped before it was ready');
			if (await isReady().catch(() => false)) return;
			if (Date.now() > deadline) throw this.error(`was not ready within ${seconds} seconds`);
			await delay(200);
		}
	}

	/** @throws Error with the end of the log if the exit code is not 0. */
	async succeeded(): Promise<void> {
		await this.ended;
		if (this.failure || this.child.exitCode !== 0) throw this.error('failed');
	}

	/** Sends the signal, and kills the program if it doesn't end in time. */
	async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		if (this.isRunning) this.child.kill(signal);
		const timer = setTimeout(this.kill, KILL_AFTER_MS);
		await this.ended;
		clearTimeout(timer);
	}

	private readonly kill = (): void => {
		this.child.kill('SIGKILL');
	};

	private error(what: string): Error {
		const why = this.failure ? ` (${this.failure.message})` : '';
		return new Error(
			`${this.name} ${what}${why}. The end of ${path.resolve(this.logFile)}:\n${this.log.slice(-LOG_TAIL)}`,
		);
	}
}
