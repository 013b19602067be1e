import type { BinaryHelperFunctions, IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { ListEnd } from '../results/ListEnd';
import { ZipEnd } from '../results/ZipEnd';
import { serviceError, userError } from '../run/errors';
import { choiceField, forTool, textField } from '../run/fields';
import { readParameter, readTextParameter } from '../run/readOption';
import type { Run } from '../run/Run';
import type { ResultFile } from '../service/download';
import { type Fault, type Outcome, success } from '../service/Fault';
import type { Progress } from '../service/query';
import { canceledError } from '../uploads/errors';
import { type Fetched, fetchFile, mayComeLater, type Wanted } from '../uploads/fetchFile';
import { fetchUntilComplete } from '../uploads/fetchUntilComplete';
import { uploadIdField } from '../uploads/fields';
import { forEachStatus } from '../uploads/forEachStatus';
import { type ByteStream, readToEnd } from '../util/streams';
import type { Operation } from './Operation';

const fileField = choiceField('file', 'File', {
	choices: {
		activated: ['Activated', 'The numbers that are registered with the app'],
		both: ['Both', 'Activated, then unregistered'],
		unregistered: ['Unregistered', 'The numbers that are not registered with the app'],
		zip: ['ZIP', 'All lists in one ZIP file'],
	},
	default: 'activated',
	description: 'Which result list to download',
});

const outputAsField = choiceField('outputAs', 'Output As', {
	choices: {
		binary: ['File', 'One item per file'],
		items: ['Items', 'One item per number'],
	},
	default: 'binary',
	description: 'How to return the lists',
	displayOptions: { hide: { file: ['zip'] } },
});

const outputBinaryField = textField('binaryPropertyName', 'Put Output File in Field', {
	// Not required, because n8n would then insist on it for a ZIP whose Output As was Items before.
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output field to put the file in',
	description: 'The name of the binary field in the output',
	displayOptions: { hide: { outputAs: ['items'] } },
});

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
			if (!progress.done) {
				throw userError(
					run,
					`Upload ${uploadId} is not done yet (status "${progress.status}"), so there is nothing to download`,
					'Add Wait Until Done before Download, or try again later. The upload is still running.',
					{ itemIndex: item, uploadIds: [uploadId] },
				);
			}
			const choice = readParameter(run, fileField, item);
			const files: ResultFile[] = choice === 'both' ? ['activated', 'unregistered'] : [choice];
			const asItems = choice !== 'zip' && readParameter(run, outputAsField, item) === 'items';
			const output: INodeExecutionData[] = [];
			for (const file of files) {
				const request = { uploadId, file, progress, item };
				if (!asItems) output.push(await fileItem(run, request));
				else for (const each of await numberItems(run, request)) output.push(each);
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

async function fileItem(run: Run, request: DownloadRequest): Promise<INodeExecutionData> {
	const { uploadId, file, item } = request;
	const [ending, mimeType] = file === 'zip' ? ['zip', 'application/zip'] : ['txt', 'text/plain'];
	const ownName = `${uploadId}-${file}.${ending}`;
	const field = readTextParameter(run, outputBinaryField, item) || 'data';
	const receive: Wanted<IBinaryData>['receive'] = async (chunks, opened) =>
		await run.context.helpers.prepareBinaryData(
			opened ? streamOf(chunks, opened.body) : Buffer.alloc(0),
			opened?.fileName ?? ownName,
			mimeType,
		);
	const { value, fileName, size, complete } = await fetched(run, request, receive);
	const json = { uploadId, file, fileName: fileName ?? ownName, fileSize: size, complete };
	return { json, binary: { [field]: value }, pairedItem: { item } };
}

async function numberItems(run: Run, request: DownloadRequest): Promise<INodeExecutionData[]> {
	const { uploadId, file, item } = request;
	let output: INodeExecutionData[];
	const receive = async (chunks: AsyncIterable<Uint8Array>) => {
		output = [];
		await readToEnd(chunks);
		return output;
	};
	const { value } = await fetched(run, request, receive, (number, digits) => {
		const json = { number: String(number).padStart(digits, '0'), status: file, uploadId };
		output.push({ json, pairedItem: { item } });
	});
	return value;
}

/** @param onNumber Called with every number of a list, while `receive` reads it and once more at its end. */
async function fetched<Value>(
	run: Run,
	{ uploadId, file, progress, item }: DownloadRequest,
	receive: Wanted<Value>['receive'],
	onNumber?: (number: number, digits: number) => void,
) {
	let outcome: Outcome<Fetched<Value> & { complete: boolean }> | undefined;
	const fetch = async (now: Progress, isFirst: boolean) => {
		const expected = file === 'zip' ? undefined : now[file];
		let end: ListEnd | ZipEnd | undefined;
		const arrived = await fetchFile(run, {
			uploadId,
			file,
			expected,
			maxBytes: run.limits.fileBytes,
			isRepeated: isFirst,
			receive,
			inspect: () => (end = file === 'zip' ? new ZipEnd() : new ListEnd(expected, onNumber)),
		});
		// Both counts may be late.
		const isCounted = file === 'zip' || now.activated !== 0 || now.unregistered !== 0;
		const isMissing = !arrived.ok && isCounted && expected === 0 && mayBeWithoutFile(arrived.fault);
		if (!arrived.ok && !isMissing) {
			// An earlier download is better than nothing.
			if (!outcome?.ok) outcome = arrived;
			return !mayComeLater(arrived.fault);
		}
		const received = arrived.ok ? arrived.value : { value: await receive(noChunks()), size: 0 };
		const complete = isMissing || (isCounted && end?.isComplete() === true);
		outcome = success({ ...received, complete });
		return complete;
	};
	await fetchUntilComplete(run, [{ uploadId, progress, fetch }]);
	if (!outcome) throw canceledError(run, [uploadId], item);
	if (!outcome.ok) {
		throw serviceError(run, outcome.fault, { itemIndex: item, uploadIds: [uploadId] });
	}
	if (!outcome.value.complete) {
		run.hints.warning(
			"A result list may be incomplete: it doesn't match what Ihmjc counted, ends in the middle of a number, or Ihmjc counted nothing. It is returned as received. Ask Ihmjc about the upload ID.",
		);
	}
	return outcome.value;
}

/** The service may have no file for an empty list. */
const mayBeWithoutFile = ({ kind }: Fault): boolean =>
	kind === 'refused' || kind === 'unexpectedResponse' || kind === 'httpStatus';

async function* noChunks() {}

type StoredData = Parameters<BinaryHelperFunctions['prepareBinaryData']>[0];

/** Makes a Node stream without importing `node:stream`, which n8n Cloud doesn't allow. */
function streamOf(chunks: AsyncIterable<Uint8Array>, { constructor }: ByteStream): StoredData {
	const Stream = constructor as unknown as { from(chunks: AsyncIterable<Uint8Array>): StoredData };
	return Stream.from(chunks);
}
