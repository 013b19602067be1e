import type { INode, INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../../engine/RunResult';
import type { Sandbox } from '../../sandbox/startSandbox';

/** n8n waits a second between two tries if it is told to wait for none. */
export const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

export const CHECK: INodeParameters = { operation: 'check', defaultCountry: 'none' };
export const UPLOAD: INodeParameters = { operation: 'upload', defaultCountry: 'none' };

/** How often n8n ran the node's code, in all tries. */
export const triesOf = ({ logs }: RunResult): number =>
	logs.filter(({ message }) => message === 'Running node "Ihmjc" started').length;

export const messageOf = ({ error }: RunResult): string =>
	[error?.message, error?.description].filter(Boolean).join(' ');

/** What the sandbox was paid for: each upload's numbers. */
export const paidFor = ({ uploads }: Sandbox): string[][] =>
	uploads.map((upload) => upload.numbers());

export const posted = ({ requests }: Sandbox): number =>
	requests.filter(({ endpoint }) => endpoint === 'upload').length;

export const statuses = (result: RunResult): unknown[] =>
	result.items('Ihmjc').map(({ json }) => json.ihmjcStatus);
