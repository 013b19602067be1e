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

// Other packages bring other versions of these two, and only n8n-core's own copies are wired to it.
const requireOfCore = createRequire(require.resolve('n8n-core'));
const { Container } = requireOfCore('@n8n/di') as { Container: ServiceContainer };
const { Logger } = requireOfCore('@n8n/backend-common') as { Logger: Service<typeof runLogger> };

/** n8n writes an encryption key into its folder when it starts, and never looks at it again. */
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

/** One of the objects of which n8n has a single one in a process. */
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

/** Never initialised, it has no storage behind it, and keeps files in the items as mode `default` does. */
export const binaryDataInMemory = newBinaryDataService({ mode: 'default', localStoragePath: '' });

Container.set(
	n8nCore.BinaryDataService,
	new Proxy(binaryDataInMemory, {
		get: (inMemory, key) =>
			Reflect.get(currentRun.getStore()?.binaryData ?? inMemory, key) as unknown,
	}),
);

/** n8n-core, set up for this process. Import it from here, never from `n8n-core`. */
export { n8nCore };
