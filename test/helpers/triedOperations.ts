import type { INodeParameters } from 'n8n-workflow';

import type { Endpoint } from '../../tools/sandbox/quirks/quirks';

/** An operation or the trigger, for tests of faults, hostile responses and leaks. */
export interface TriedOperation {
	name: string;
	parameters: INodeParameters;
	/** The endpoints that it uses. */
	endpoints: readonly Endpoint[];
	/** Whether it needs an earlier upload, whose `uploadId` each item must have. */
	needsUpload?: boolean;
	/** Whether it waits for uploads and has the options for that. */
	waits?: boolean;
	isTrigger?: boolean;
}

const download = { operation: 'download', uploadId: '={{ $json.uploadId }}' };

/** At least one for each operation of the node, and the trigger. */
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

/** Downloads of both lists. They handle faults like downloads of one list. */
export const DOWNLOADS_OF_BOTH: readonly TriedOperation[] = TRIED_OPERATIONS.filter(
	({ parameters }) => parameters.operation === 'download' && parameters.file === undefined,
).map(({ name, parameters, ...more }) => ({
	...more,
	name: `${name}, both lists`,
	parameters: { ...parameters, file: 'both' },
}));
