import type { INodeParameters } from 'n8n-workflow';

import type { Endpoint } from '../../sandbox/quirks/quirks';

/** An operation or the trigger, as the matrix runs it, and the endpoints that it speaks to. */
export interface TriedOperation {
	name: string;
	parameters: INodeParameters;
	endpoints: readonly Endpoint[];
	/** Whether an upload must have been made before. */
	needsUpload?: boolean;
	isTrigger?: boolean;
}

const download = { operation: 'download', uploadId: '={{ $json.uploadId }}' };

export const OPERATIONS: readonly TriedOperation[] = [
	{
		name: 'Check Numbers',
		parameters: { operation: 'check', defaultCountry: 'none' },
		endpoints: ['upload', 'query', 'download'],
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
