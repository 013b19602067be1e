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

/** Makes the same requests and fields but checks nothing (`inside/bare`). Its time is the limit. */
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
	const sendID = { name: 'sendID', value: "={{ $('Upload').first().json.DATA.sendID }}" };
	const type = { name: 'type', value: WHATSAPP };
	const file = { parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' };
	const isDone = { conditions: statusIsDone, options: {} };
	const workflow = chain(
		'Do It Yourself',
		rowsFrom(rowsUrl),
		node('code', 'Make List', { jsCode: LIST_CODE }, { typeVersion: 2 }),
		form('Upload', 'UploadDx.ashx', [type, file], json),
		node('wait', WAIT, { amount: 1, unit: 'seconds' }, { typeVersion: 1.1 }),
		form('Query', 'Query.ashx', [sendID], json),
		node('if', 'Is It Done?', isDone, { typeVersion: 2.2 }),
		form('Download', 'Download.ashx', [sendID, { name: 'type', value: '2' }], {
			responseFormat: 'file',
		}),
		node('extractFromFile', 'Extract From File', { operation: 'text', options: {} }),
		node('code', 'Join', { jsCode: JOIN_CODE }, { typeVersion: 2 }),
	);
	workflow.connections['Is It Done?'].main.push([to(WAIT)]);
	return workflow;
}

const WAIT = 'Wait';

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

/** Milliseconds by node. */
export type WorkflowTimes = Record<string, number>;

/** The time of the do-it-yourself nodes, without Wait and the nodes that start it and get the rows. */
export const doItYourselfTime = (times: WorkflowTimes): number =>
	sum(
		Object.entries(times)
			.filter(([name]) => ![START, ROWS, WAIT].includes(name))
			.map(([, time]) => time),
	);
