/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

/** How the preparation tells the tests where everything is: they may run in other processes. */
const VARIABLE = 'N8N_NODES_IHMJC_E2E';

export const setWorkFolder = (folder: string): void => {
	process.env[VARIABLE] = folder;
};

/** Holds the data and logs of every program that a run starts. */
export function workFolder(): string {
	const folder = process.env[VARIABLE];
	if (!folder) throw new Error('The tests were not prepared: run them with npm run test:e2e');
	return folder;
}

/** The project, packed as for publication. */
export const tarball = (): string => path.join(workFolder(), 'package.tgz');
