/** The n8n releases that the package is tested on: the newest and the oldest supported one. */
export const NEWEST_N8N = '2.41.1';
export const OLDEST_N8N = '1.123.81';

/** The Node.js version that runs n8n, independent of the one that runs this project. */
export const NODE = '24.21.0';

/** n8n's own check of community packages. */
export const SCANNER = '0.32.0';
