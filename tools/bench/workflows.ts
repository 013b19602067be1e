import type { IDataObject, INode } from 'n8n-workflow';

import type { SavedCredential, WorkflowFile } from '../editor/N8nClient';
import { ihmjcNode, node, start, START, to } from '../editor/node';
import { chain as chainOf } from '../engine/chain';
import { WHATSAPP } from '../sandbox/appCodes';
import type { Sandbox } from '../sandbox/startSandbox';
import { sum } from './statistics';

/** The nodes that read the data. Their time is not measured. */
const ROWS = 'Rows';
const FILE = 'File';

type Connections = Record<string, string[]>;

/** @param connections For each node, the names of the nodes that its outputs lead to. */
const workflowOf = (name: string, nodes: INode[], connections: Connections): WorkflowFile => ({
	name,
	nodes: [start(), ...nodes].map((each, index) => ({
		...each,
		position: [220 * index, 0],
	})),
	connections: Object.fromEntries(
		Object.entries(connections).map(([from, outputs]) => [
			from,
			{ main: outputs.map((name) => [to(name)]) },
		]),
	),
});

/** A workflow of these nodes in a row. */
const chain = (name: string, ...nodes: INode[]): WorkflowFile => ({
	...chainOf(start(), ...nodes),
	name,
});

const httpRequest = (name: string, parameters: IDataObject) =>
	node('httpRequest', name, parameters, { typeVersion: 4.2 });

/** Gets a JSON list over HTTP. n8n turns each row into an item. */
const rowsFrom = (url: string) => httpRequest(ROWS, { url, options: {} });

const fileFrom = (path: string) =>
	node('readWriteFile', FILE, { fileSelector: path, options: {} }, { typeVersion: 1.1 });

const ihmjc = (credential: SavedCredential, operation: string, parameters: IDataObject) =>
	ihmjcNode(credential, operation, { maxNumbers: 0, defaultCountry: 'none', ...parameters });

export const checkNumbers = (rowsUrl: string, credential: SavedCredential): WorkflowFile =>
	chain('Check Numbers', rowsFrom(rowsUrl), ihmjc(credential, 'check', {}));

/** A node that makes the same requests and fields but checks nothing (`inside/bare`). Its time is the limit. */
export const bareNode = (
	rowsUrl: string,
	{ url, account, password }: Pick<Sandbox, 'url' | 'account' | 'password'>,
): WorkflowFile =>
	chain('Bare Node', rowsFrom(rowsUrl), node('CUSTOM.bare', BARE, { url, account, password }));

export const BARE = 'Bare';

export const uploadFile = (path: string, credential: SavedCredential): WorkflowFile =>
	chain('Upload', fileFrom(path), ihmjc(credential, 'upload', { source: 'binary' }));

export const downloadFile = (uploadId: string, credential: SavedCredential): WorkflowFile =>
	chain('Download', ihmjc(credential, 'download', { uploadId, file: 'activated' }));

/**
 * The workflow that a user who knows n8n builds without this package. The rows must contain unique numbers of one
 * country, written as digits with the country code, because it checks none of that. Numbers that are missing in the one
 * list that it downloads count as unregistered.
 */
export function doItYourself(rowsUrl: string, { url, account, password }: Sandbox): WorkflowFile {
	const signed = [
		{ name: 'account', value: account },
		{ name: 'pass', value: password },
	];
	const form = (name: string, path: string, fields: IDataObject[], response: IDataObject) =>
		httpRequest(name, {
			method: 'POST',
			url: `${url}/api/${path}`,
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: { parameters: [...signed, ...fields] },
			options: { response: { response } },
		});
	const json = { responseFormat: 'json' };
	const sendID = { name: 'sendID', value: `={{ $('${PARTS.upload}').first().json.DATA.sendID }}` };
	const nodes = [
		rowsFrom(rowsUrl),
		node('code', PARTS.list, { jsCode: LIST_CODE }, { typeVersion: 2 }),
		form(
			PARTS.upload,
			'UploadDx.ashx',
			[
				{ name: 'type', value: WHATSAPP },
				{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
			],
			json,
		),
		node('wait', WAIT, { amount: 1, unit: 'seconds' }, { typeVersion: 1.1 }),
		form(PARTS.query, 'Query.ashx', [sendID], json),
		node('if', PARTS.isDone, { conditions: statusIsDone, options: {} }, { typeVersion: 2.2 }),
		form(PARTS.download, 'Download.ashx', [sendID, { name: 'type', value: '2' }], {
			responseFormat: 'file',
		}),
		node('extractFromFile', PARTS.extract, { operation: 'text', options: {} }),
		node('code', PARTS.join, { jsCode: JOIN_CODE }, { typeVersion: 2 }),
	];
	return workflowOf('Do It Yourself', nodes, {
		[START]: [ROWS],
		[ROWS]: [PARTS.list],
		[PARTS.list]: [PARTS.upload],
		[PARTS.upload]: [WAIT],
		[WAIT]: [PARTS.query],
		[PARTS.query]: [PARTS.isDone],
		[PARTS.isDone]: [PARTS.download, WAIT],
		[PARTS.download]: [PARTS.extract],
		[PARTS.extract]: [PARTS.join],
	});
}

const WAIT = 'Wait';

const PARTS = {
	list: 'Make List',
	upload: 'Upload',
	query: 'Query',
	isDone: 'Is It Done?',
	download: 'Download',
	extract: 'Extract From File',
	join: 'Join',
};

const LIST_CODE = `const list = $input.all().map(({ json }) => json.phone).join('\\n');
return [{
  json: {},
  binary: {
    data: { data: Buffer.from(list).toString('base64'), mimeType: 'text/plain', fileName: 'numbers.txt' },
  },
}];`;

const JOIN_CODE = `const activated = new Set($input.first().json.data.split('\\n'));
return $('${ROWS}').all().map(({ json }, index) => ({
  json: { ...json, status: activated.has(json.phone) ? 'activated' : 'unregistered' },
  pairedItem: index,
}));`;

const statusIsDone = {
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
	conditions: [
		{
			id: 'done',
			leftValue: '={{ $json.DATA.status }}',
			rightValue: '2',
			operator: { type: 'string', operation: 'equals' },
		},
	],
	combinator: 'and',
};

/** The time of the do-it-yourself nodes, without Wait and the node that gets the rows. */
export const doItYourselfTime = (times: Record<string, number>): number =>
	sum(Object.values(PARTS).map((name) => times[name]));
