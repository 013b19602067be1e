/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { homedir } from 'node:os';
import path from 'node:path';

/** Where whole n8n installations are kept, outside of every checkout: they are large and slow to make. */
export const cacheFolder = (): string =>
	process.env.N8N_NODES_IHMJC_CACHE || path.join(homedir(), '.cache', 'n8n-nodes-ihmjc');
