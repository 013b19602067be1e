import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { withoutNumbers } from '../numbers/withoutNumbers';
import type { Fault } from '../service/Fault';
import type { Run } from './Run';

/** The errors that n8n shows well. The node throws no others. */
export type NodeError = NodeApiError | NodeOperationError;

/** Anything that knows the node, which every error needs. */
export interface Source {
	context: Pick<IExecuteFunctions, 'getNode'>;
}

interface Details {
	itemIndex?: number;
	/** Every upload ID, because uploads are charged. */
	uploadIds?: string[];
}

/** Makes the error of a user's mistake, from what is wrong and what to do. Either of them names the upload IDs. */
export function userError(
	{ context }: Source,
	message: string,
	description: string,
	{ itemIndex, uploadIds = [] }: Details = {},
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), message, { description, itemIndex });
	return remember(error, uploadIds);
}

/** To be called before anything is sent. */
export function assertNotCanceled(run: Run): void {
	if (!run.clock.signal?.aborted) return;
	throw userError(run, 'The execution was canceled', 'Nothing was sent in this try.');
}

const MAX_SHOWN = 50;

/** Shows a value in a message: short, without phone numbers, and of an object only its brackets, because its `toString` may do anything. */
export function shownValue(value: unknown): string {
	if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
	const text = String(value).slice(0, 4 * MAX_SHOWN);
	const characters = [...withoutNumbers(text)];
	const isShort = characters.length <= MAX_SHOWN && text === String(value);
	return isShort ? characters.join('') : `${characters.slice(0, MAX_SHOWN).join('')}…`;
}

/** Makes the error of a refusal, or of a request without a usable response. Its message ends with the upload IDs. */
export function serviceError(
	{ context }: Source,
	fault: Fault,
	{ itemIndex, uploadIds = [], advice = fault.advice }: Details & { advice?: string } = {},
): NodeError {
	const message = withIds(fault.message, uploadIds);
	const httpCode = fault.status?.toString();
	const options = { message, description: advice, itemIndex, httpCode };
	const error =
		fault.kind === 'misconfigured' || fault.kind === 'canceled'
			? new NodeOperationError(context.getNode(), message, options)
			: new NodeApiError(context.getNode(), responseOf(fault), options);
	return remember(error, uploadIds);
}

/** Keeps only what the response had. */
const responseOf = ({ message, res, err, status }: Fault): JsonObject =>
	JSON.parse(JSON.stringify({ message, RES: res, ERR: err, httpStatus: status })) as JsonObject;

function remember<Value extends NodeError>(error: Value, uploadIds: string[]): Value {
	if (uploadIds.length > 0) error.context.uploadId = uploadIds.join(', ');
	return error;
}

/** Adds upload IDs to a message that doesn't name them. */
export const withIds = (message: string, uploadIds: string[]): string =>
	uploadIds.length === 0 ? message : `${message} (upload ID ${uploadIds.join(', ')})`;

/** Turns anything that was thrown, such as the error of an expression, into an error that n8n shows well. */
export function asNodeError({ context }: Source, error: unknown, itemIndex?: number): NodeError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	const message = error instanceof Error ? error.message : String(error);
	const { description } = (error ?? {}) as { description?: unknown };
	return new NodeOperationError(context.getNode(), message, {
		description: typeof description === 'string' ? description : undefined,
		itemIndex,
	});
}

/** Returns the error under On Error = Continue, and throws it otherwise. */
export function rethrowUnlessContinuing(run: Run, thrown: unknown, itemIndex?: number): NodeError {
	const error = asNodeError(run, thrown, itemIndex);
	if (!run.continues) throw error;
	return error;
}

/** Makes an item that n8n sends to the error output, because its json is exactly `{ error }`. */
export function errorItem(error: NodeError, item: number): INodeExecutionData {
	const { uploadId } = error.context as IDataObject;
	return {
		json: { error: { message: fullText(error), uploadId: uploadId ?? '' } },
		pairedItem: { item },
	};
}

/** Message and description as one text. */
export const fullText = ({ message, description }: NodeError): string =>
	`${sentence(message)}${description ? ` ${description}` : ''}`;

export const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
