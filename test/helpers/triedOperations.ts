import type { INodeParameters } from 'n8n-workflow';

import type { Endpoint } from '../../tools/sandbox/quirks/quirks';

/** An operation or the trigger, as it is tried on faults, hostile answers and for what it leaks. */
export interface TriedOperation {
	name: string;
	parameters: INodeParameters;
	/** What it speaks to, if it does. */
	endpoints: readonly Endpoint[];
	/** Whether an upload must have been made before; then each item has its `uploadId`. */
	needsUpload?: boolean;
	/** Whether it waits for uploads, so has the options of waiting. */
	waits?: boolean;
	isTrigger?: boolean;
}

const download = { operation: 'download', uploadId: '={{ $json.uploadId }}' };

/** One at least for each operation of the node, and the trigger. */
export const TRIED_OPERATIONS: readonly TriedOperation[] = [
	{
		name: 'Check Numbers',
		parameters: { operation: 'check', defaultCountry: 'none' },
		endpoints: ['upload', 'query', 'download'],
		waits: true,
	},
	{
		name: 'Preview',
		parameters: { operation: 'preview', defaultCountry: 'none' },
		endpoints: ['balance'],
	},
	{
		name: 'Upload',
		parameters: { operation: 'upload', defaultCountry: 'none' },
		endpoints: ['upload'],
	},
	{ name: 'Query', parameters: { operation: 'query' }, endpoints: ['query'], needsUpload: true },
	{
		name: 'Wait Until Done',
		parameters: { operation: 'waitUntilDone' },
		endpoints: ['query'],
		needsUpload: true,
		waits: true,
	},
	{
		name: 'Download as a file',
		parameters: download,
		endpoints: ['query', 'download'],
		needsUpload: true,
	},
	{
		name: 'Download as items',
		parameters: { ...download, outputAs: 'items' },
		endpoints: ['download'],
		needsUpload: true,
	},
	{
		name: 'Download of the ZIP',
		parameters: { ...download, file: 'zip' },
		endpoints: ['download'],
		needsUpload: true,
	},
	{
		name: 'Balance',
		parameters: { resource: 'account', operation: 'balance' },
		endpoints: ['balance'],
	},
	{
		name: 'Ihmjc Trigger',
		parameters: { event: 'balanceLow', threshold: 1000 },
		endpoints: ['balance'],
		isTrigger: true,
	},
];

/** They meet faults as those of one list do. */
export const DOWNLOADS_OF_BOTH: readonly TriedOperation[] = TRIED_OPERATIONS.filter(
	({ parameters }) => parameters.operation === 'download' && parameters.file === undefined,
).map(({ name, parameters, ...more }) => ({
	...more,
	name: `${name}, both lists`,
	parameters: { ...parameters, file: 'both' },
}));
