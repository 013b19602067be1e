import type { BinaryHelperFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { ListEnd } from '../results/ListEnd';
import { ZipEnd } from '../results/ZipEnd';
import { serviceError, userError } from '../run/errors';
import { forTool } from '../run/optionsField';
import { readParameter, readText } from '../run/readOption';
import type { Run } from '../run/Run';
import type { ResultFile } from '../service/download';
import { type Fault, type Outcome, success } from '../service/Fault';
import type { Progress } from '../service/query';
import { canceledError } from '../uploads/errors';
import {
	type Fetched,
	fetchFile,
	INCOMPLETE_HINT,
	mayComeLater,
	type Wanted,
} from '../uploads/fetchFile';
import { fetchUntilComplete } from '../uploads/fetchUntilComplete';
import { uploadIdField } from '../uploads/fields';
import { forEachStatus } from '../uploads/forEachStatus';
import { type ByteStream, readToEnd } from '../util/streams';
import type { Operation } from './Operation';

const MIME_TYPES = { zip: 'application/zip', activated: 'text/plain', unregistered: 'text/plain' };

const fileField: INodeProperties = {
	displayName: 'File',
	name: 'file',
	type: 'options',
	options: [
		{
			name: 'Activated',
			value: 'activated',
			description: 'The numbers that are registered with the app',
		},
		{
			name: 'Both',
			value: 'both',
			description: 'Activated, then unregistered',
		},
		{
			name: 'Unregistered',
			value: 'unregistered',
			description: 'The numbers that are not registered with the app',
		},
		{ name: 'ZIP', value: 'zip', description: 'All lists in one ZIP file' },
	],
	default: 'activated',
	description: 'Which result list to download',
};

const outputAsField: INodeProperties = {
	displayName: 'Output As',
	name: 'outputAs',
	type: 'options',
	options: [
		{ name: 'File', value: 'binary', description: 'One item per file' },
		{ name: 'Items', value: 'items', description: 'One item per number' },
	],
	default: 'binary',
	description: 'Whether to return files, or an item for each number',
	displayOptions: { hide: { file: ['zip'] } },
};

const outputBinaryField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	// Not required, because n8n would then insist on it for a ZIP whose Output As was Items before.
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output field to put the file in',
	description: 'The name of the binary field in the output',
	displayOptions: { hide: { outputAs: ['items'] } },
};

export const downloadOperation: Operation = {
	resource: 'detection',
	value: 'download',
	name: 'Download',
	action: 'Download upload results',
	description: 'Get the result lists of a finished upload, as files or items. Free.',
	toolDescription:
		'Get the result of an upload that is done, by its uploadId: one item per number, with its status, activated (registered) or unregistered. This is free. If the upload is not done yet, use the tool Wait Until Done first. Results are kept for 7 days.',
	properties: [
		uploadIdField,
		// An agent can't use a file.
		...forTool(fileField, 'both'),
		...forTool(outputAsField, 'items'),
		outputBinaryField,
	],
	async execute(run) {
		return await forEachStatus(run, async (progress, uploadId, item) => {
			if (!progress.done) throw notDoneError(run, uploadId, progress, item);

			const choice = readParameter<Choice>(run, fileField, item);
			const asItems = choice !== 'zip' && isOutputAsItems(run, item);
			const give = asItems ? listItems : fileItem;
			const output: INodeExecutionData[] = [];
			for (const file of filesOf(choice)) {
				for (const each of await give(run, { uploadId, file, progress, item })) output.push(each);
			}
			return output;
		});
	},
};

interface DownloadRequest {
	uploadId: string;
	file: ResultFile;
	progress: Progress;
	item: number;
}

type Choice = ResultFile | 'both';

const filesOf = (choice: Choice): ResultFile[] =>
	choice === 'both' ? ['activated', 'unregistered'] : [choice];

const isOutputAsItems = (run: Run, item: number): boolean =>
	readParameter(run, outputAsField, item) === 'items';

async function fileItem(run: Run, wish: DownloadRequest): Promise<INodeExecutionData[]> {
	const { uploadId, file, item } = wish;
	const ending = file === 'zip' ? 'zip' : 'txt';
	const ownName = `${uploadId}-${file}.${ending}`;
	const field = readText(run, outputBinaryField, item) || 'data';
	const { value, fileName, size, complete } = await fetched(run, wish, {
		receive: async (chunks, opened) =>
			await run.context.helpers.prepareBinaryData(
				opened ? streamOf(chunks, opened.body) : Buffer.alloc(0),
				opened?.fileName ?? ownName,
				MIME_TYPES[file],
			),
	});
	const json = { uploadId, file, fileName: fileName ?? ownName, fileSize: size, complete };
	return [{ json, binary: { [field]: value }, pairedItem: { item } }];
}

async function listItems(run: Run, wish: DownloadRequest): Promise<INodeExecutionData[]> {
	const { uploadId, file, item } = wish;
	let output: INodeExecutionData[] = [];
	const { value } = await fetched(run, wish, {
		receive: async (chunks) => {
			await readToEnd(chunks);
			return output;
		},
		onStart: () => (output = []),
		onNumber: (number, digits) => {
			const json = { number: String(number).padStart(digits, '0'), status: file, uploadId };
			output.push({ json, pairedItem: { item } });
		},
	});
	return value;
}

interface Receiver<Value> extends Pick<Wanted<Value>, 'receive'> {
	/** Called before every try, so that numbers of an earlier try can be dropped. */
	onStart?: () => void;
	/** Called with every number of a list. */
	onNumber?: (number: number, digits: number) => void;
}

interface Downloaded<Value> extends Fetched<Value> {
	/** Whether it matches the count of the query. */
	complete: boolean;
}

async function fetched<Value>(
	run: Run,
	{ uploadId, file, progress, item }: DownloadRequest,
	receiver: Receiver<Value>,
): Promise<Downloaded<Value>> {
	let outcome: Outcome<Downloaded<Value>> | undefined;
	await fetchUntilComplete(run, [
		{
			uploadId,
			progress,
			async fetch(now, isFirst) {
				const expected = file === 'zip' ? undefined : now[file];
				const fetched = await fetchNow(run, { uploadId, file, expected, isFirst }, receiver);
				// An earlier download is better than nothing.
				if (fetched.ok || !outcome?.ok) outcome = fetched;
				return fetched.ok ? fetched.value.complete : !mayComeLater(fetched.fault);
			},
		},
	]);
	if (!outcome) throw canceledError(run, [uploadId], item);
	if (!outcome.ok) {
		throw serviceError(run, outcome.fault, { itemIndex: item, uploadIds: [uploadId] });
	}
	if (!outcome.value.complete) run.hints.warning(INCOMPLETE_HINT);
	return outcome.value;
}

/** Fetches a file as it is now. The service may have none for an empty list. */
async function fetchNow<Value>(
	run: Run,
	{
		isFirst,
		...wanted
	}: Pick<Wanted<Value>, 'uploadId' | 'file' | 'expected'> & { isFirst: boolean },
	{ receive, onStart, onNumber }: Receiver<Value>,
): Promise<Outcome<Downloaded<Value>>> {
	let end: ListEnd | ZipEnd | undefined;
	const fetched = await fetchFile(run, {
		...wanted,
		maxBytes: run.limits.fileBytes,
		isRepeated: isFirst,
		receive,
		inspect: () => {
			onStart?.();
			return (end = wanted.file === 'zip' ? new ZipEnd() : new ListEnd(wanted.expected, onNumber));
		},
	});
	if (fetched.ok) return success({ ...fetched.value, complete: end?.isComplete() === true });
	if (wanted.expected !== 0 || !mayBeWithoutFile(fetched.fault)) return fetched;
	onStart?.();
	return success({ value: await receive(noChunks()), size: 0, complete: true });
}

async function* noChunks() {}

/** Whether a fault may mean that the service has no file for an empty list: a refusal, a page or a crash. */
const mayBeWithoutFile = ({ kind }: Fault): boolean =>
	kind === 'refused' || kind === 'unexpectedResponse' || kind === 'httpStatus';

type StoredData = Parameters<BinaryHelperFunctions['prepareBinaryData']>[0];

/** Makes a Node stream without importing `node:stream`, which n8n Cloud doesn't allow. */
function streamOf(chunks: AsyncIterable<Uint8Array>, { constructor }: ByteStream): StoredData {
	const Stream = constructor as unknown as { from(chunks: AsyncIterable<Uint8Array>): StoredData };
	return Stream.from(chunks);
}

function notDoneError(run: Run, uploadId: string, { status }: Progress, itemIndex: number) {
	return userError(
		run,
		`Upload ${uploadId} is not done yet (status "${status}"), so there is nothing to download`,
		'Add Wait Until Done before Download, or try again later. The upload is still running.',
		{ itemIndex, uploadIds: [uploadId] },
	);
}
