/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { request, type IncomingHttpHeaders } from 'node:http';
import { inflateRawSync } from 'node:zlib';

import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import type { SandboxOptions } from '../../sandbox/SandboxOptions';

export const WHATSAPP = 'DE8E6A1F3499B973';
export const TELEGRAM = 'C117542A589737A2';

export const paths = {
	upload: '/api/UploadDx.ashx',
	query: '/api/Query.ashx',
	download: '/api/Download.ashx',
	balance: '/api/Balance.ashx',
} as const;

/** +44 7700 900000 and up: kept for drama. */
export function britishNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => String(447_700_900_000 + index));
}

/** +1 415 555 0100 and up. */
export function americanNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => String(14_155_550_100 + index));
}

/** +1 416 555 0100 and up: Toronto. */
export function canadianNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => String(14_165_550_100 + index));
}

/** For when the drama ranges are too small. */
export function randomNumbers(count: number): string[] {
	return Array.from(
		{ length: count },
		() => `447${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`,
	);
}

const running: Sandbox[] = [];

/** Closed after the test. */
export async function start(options?: SandboxOptions): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	running.push(sandbox);
	return sandbox;
}

export async function closeAll(): Promise<void> {
	await Promise.all(running.splice(0).map(async (sandbox) => await sandbox.close()));
}

export interface RawAnswer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** Whether the body came to its proper end. */
	complete: boolean;
}

export type RawBody = { type: string; bytes: Buffer };

/**
 * Posts and takes what comes, complete or not.
 * @throws an Error if no answer begins; `stopAfter` bytes of one are enough
 */
export async function post(
	url: string,
	body: FormData | URLSearchParams | RawBody,
	stopAfter = Infinity,
): Promise<RawAnswer> {
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

/** Account and password that are right, and more fields. */
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

export interface Answered {
	RES: string;
	ERR: string;
	DATA?: Record<string, string>;
}

export async function ask(
	sandbox: Sandbox,
	endpoint: keyof typeof paths,
	body: FormData | URLSearchParams | RawBody = fields(sandbox),
): Promise<Answered> {
	const answer = await post(sandbox.url + paths[endpoint], body);
	return JSON.parse(answer.body.toString()) as Answered;
}

/** Uploads, expecting it to be accepted. */
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
): Promise<RawAnswer> {
	return await post(sandbox.url + paths.download, fields(sandbox, { sendID, type }));
}

export interface ZipEntry {
	name: Buffer;
	namesAreUtf8: boolean;
	content: string;
}

/** Reads a small ZIP by its central directory. */
export function readZip(zip: Buffer): ZipEntry[] {
	const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
	if (end < 0) throw new Error('Not a ZIP file');
	const entries: ZipEntry[] = [];
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const nameLength = zip.readUInt16LE(at + 28);
		const header = zip.readUInt32LE(at + 42);
		const localNameLength = zip.readUInt16LE(header + 26);
		const start = header + 30 + localNameLength + zip.readUInt16LE(header + 28);
		const name = zip.subarray(at + 46, at + 46 + nameLength);
		const flags = zip.readUInt16LE(at + 8);
		if (!zip.subarray(header + 30, header + 30 + localNameLength).equals(name)) {
			throw new Error('The two names of an entry differ');
		}
		if (zip.readUInt16LE(header + 6) !== flags) throw new Error('The two flags of an entry differ');
		entries.push({
			name,
			namesAreUtf8: (flags & 0x800) !== 0,
			content: inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))).toString(),
		});
		at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return entries;
}
