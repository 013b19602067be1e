import type { SandboxOptions } from '../../../tools/sandbox/SandboxOptions';
import { type Sandbox, startSandbox } from '../../../tools/sandbox/startSandbox';

const running: Sandbox[] = [];

/** Starts a sandbox that `closeAll` closes. */
export async function start(options?: SandboxOptions): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	running.push(sandbox);
	return sandbox;
}

export async function closeAll(): Promise<void> {
	await Promise.all(running.splice(0).map(async (sandbox) => await sandbox.close()));
}
