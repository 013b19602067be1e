/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** The newest n8n that the package is tested on. An environment variable replaces it, to test an n8n that just came out. */
export const NEWEST_N8N = process.env.N8N_NODES_IHMJC_N8N || '2.41.1';

/** The oldest n8n that the package supports. */
export const OLDEST_N8N = '1.123.81';

/** The Node.js version that runs n8n, independent of the one that runs this project. */
export const NODE = '24.21.0';

/** n8n's own check of community packages. */
export const SCANNER = '0.32.0';
