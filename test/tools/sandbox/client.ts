/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { type IncomingHttpHeaders, request } from 'node:http';

import { WHATSAPP } from '../../../tools/sandbox/appCodes';
import type { Sandbox } from '../../../tools/sandbox/startSandbox';

export const paths = {
	upload: '/api/UploadDx.ashx',
	query: '/api/Query.ashx',
	download: '/api/Download.ashx',
	balance: '/api/Balance.ashx',
} as const;

export interface RawResponse {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** Whether the body arrived completely. */
	complete: boolean;
}

export type RawBody = { type: string; bytes: Buffer };

/**
 * Posts and returns the response, even if it is incomplete.
 * @param stopAfter closes the connection after this many bytes of the response
 * @throws an Error if no response starts
 */
export async function post(
	url: string,
	body: FormData | URLSearchParams | RawBody,
	stopAfter = Infinity,
): Promise<RawResponse> {
	const { type, bytes } = await toBytes(body);
	return await new Promise((resolve, reject) => {
		const outgoing = request(url, {
			method: 'POST',
			headers: { 'Content-Type': type, 'Content-Length': bytes.length },
		});
		outgoing.on('error', reject);
		outgoing.on('response', (incoming) => {
			outgoing.off('error', reject).on('error', () => {});
			const chunks: Buffer[] = [];
			let length = 0;
			incoming.on('error', () => {});
			incoming.on('data', (chunk: Buffer) => {
				chunks.push(chunk);
				length += chunk.length;
				if (length >= stopAfter) incoming.destroy();
			});
			incoming.on('close', () =>
				resolve({
					status: incoming.statusCode!,
					headers: incoming.headers,
					body: Buffer.concat(chunks),
					complete: incoming.complete,
				}),
			);
		});
		outgoing.end(bytes);
	});
}

async function toBytes(body: FormData | URLSearchParams | RawBody): Promise<RawBody> {
	if ('bytes' in body) return body;
	const encoded = new Response(body);
	return {
		type: encoded.headers.get('content-type')!,
		bytes: Buffer.from(await encoded.arrayBuffer()),
	};
}

/** The right account and password, plus more fields. */
export function fields(sandbox: Sandbox, more: Record<string, string> = {}): URLSearchParams {
	return new URLSearchParams({ account: sandbox.account, pass: sandbox.password, ...more });
}

export function uploadForm(
	sandbox: Sandbox,
	content: string | readonly string[],
	appCode = WHATSAPP,
): FormData {
	const form = new FormData();
	form.set('account', sandbox.account);
	form.set('pass', sandbox.password);
	form.set('type', appCode);
	const text = typeof content === 'string' ? content : content.map((line) => `${line}\n`).join('');
	form.set('file', new Blob([text], { type: 'text/plain' }), 'numbers.txt');
	return form;
}

export interface EnvelopeOfTexts {
	RES: string;
	ERR: string;
	DATA?: Record<string, string>;
}

export async function ask(
	sandbox: Sandbox,
	endpoint: keyof typeof paths,
	body: FormData | URLSearchParams | RawBody = fields(sandbox),
): Promise<EnvelopeOfTexts> {
	const response = await post(sandbox.url + paths[endpoint], body);
	return JSON.parse(response.body.toString()) as EnvelopeOfTexts;
}

/** Uploads a list and returns its sendID. Fails if the list is refused. */
export async function upload(
	sandbox: Sandbox,
	numbers: string | readonly string[],
	appCode = WHATSAPP,
): Promise<string> {
	const { RES, ERR, DATA } = await ask(sandbox, 'upload', uploadForm(sandbox, numbers, appCode));
	if (RES !== '100') throw new Error(`${RES} ${ERR}`);
	return DATA!.sendID;
}

/** @param type 1 ZIP, 2 activated, 3 unregistered */
export async function download(
	sandbox: Sandbox,
	sendID: string,
	type: '1' | '2' | '3',
): Promise<RawResponse> {
	return await post(sandbox.url + paths.download, fields(sandbox, { sendID, type }));
}
