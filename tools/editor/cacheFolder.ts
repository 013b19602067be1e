/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { homedir } from 'node:os';
import path from 'node:path';

/** The folder for n8n installations. It is outside of any checkout, because they are large and slow to create. */
export const cacheFolder = (): string =>
	process.env.N8N_NODES_IHMJC_CACHE || path.join(homedir(), '.cache', 'n8n-nodes-ihmjc');
