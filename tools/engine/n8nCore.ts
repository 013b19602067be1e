/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as n8nCore from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { currentRun } from './currentRun';
import { runLogger } from './runLogger';

type Service<T> = abstract new (...args: never[]) => T;

interface ServiceContainer {
	get<T>(service: Service<T>): T;
	set<T>(service: Service<T>, instance: T): void;
}

// Imported from n8n-core's own copies, because other packages have other versions of these two.
const requireOfCore = createRequire(require.resolve('n8n-core'));
const { Container } = requireOfCore('@n8n/di') as { Container: ServiceContainer };
const { Logger } = requireOfCore('@n8n/backend-common') as { Logger: Service<typeof runLogger> };
const { SSHClientsManager } = requireOfCore('./execution-engine/ssh-clients-manager') as {
	SSHClientsManager: Service<object>;
};

/** When n8n starts, it writes an encryption key into its folder, which isn't needed here. */
function startInTemporaryFolder() {
	const before = process.env.N8N_USER_FOLDER;
	const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	process.env.N8N_USER_FOLDER = folder;
	try {
		Container.get(n8nCore.InstanceSettings);
	} finally {
		if (before === undefined) delete process.env.N8N_USER_FOLDER;
		else process.env.N8N_USER_FOLDER = before;
		rmSync(folder, { recursive: true });
	}
}

/** A singleton of n8n. */
export const serviceOf = <T>(service: Service<T>): T => Container.get(service);

export function newBinaryDataService(
	config: Pick<n8nCore.BinaryDataConfig, 'mode' | 'localStoragePath'>,
) {
	return new n8nCore.BinaryDataService(
		config as n8nCore.BinaryDataConfig,
		Container.get(n8nCore.ErrorReporter),
		runLogger as unknown as ConstructorParameters<typeof n8nCore.BinaryDataService>[2],
	);
}

Container.set(Logger, runLogger);
LoggerProxy.init(runLogger);
startInTemporaryFolder();
// Its timer never ends, and would keep all of n8n-core in memory after each test file.
Container.set(SSHClientsManager, {});

/** Without initialization, it has no storage and keeps files in the items, like the mode `default`. */
export const binaryDataInMemory = newBinaryDataService({ mode: 'default', localStoragePath: '' });

Container.set(
	n8nCore.BinaryDataService,
	new Proxy(binaryDataInMemory, {
		get: (inMemory, key) =>
			Reflect.get(currentRun.getStore()?.binaryData ?? inMemory, key) as unknown,
	}),
);

/** n8n-core, set up for this process. Always import it from here, not from `n8n-core`. */
export { n8nCore };
