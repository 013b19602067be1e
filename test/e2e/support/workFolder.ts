/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

/** Passes the folder from the preparation to the tests, which may run in other processes. */
const VARIABLE = 'N8N_NODES_IHMJC_E2E';

export const setWorkFolder = (folder: string): void => {
	process.env[VARIABLE] = folder;
};

/** The folder for data and logs of every program that a run starts. */
export function workFolder(): string {
	const folder = process.env[VARIABLE];
	if (!folder) throw new Error('The tests were not prepared: run them with npm run test:e2e');
	return folder;
}

/** The packed project, as it is published. */
export const tarball = (): string => path.join(workFolder(), 'package.tgz');
