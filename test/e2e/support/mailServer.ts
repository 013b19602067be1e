/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type AddressInfo } from 'node:net';

import type { INode } from 'n8n-workflow';

import type { N8nClient } from '../../../tools/editor/N8nClient';

export interface MailServer {
	port: number;
	/** The source of every received mail: headers, a blank line and the parts. */
	mails: string[];
	stop(): Promise<void>;
}

const ANSWERS: Record<string, string> = { QUIT: '221 Bye', DATA: '354 Go on', EHLO: '250 Hello' };

/** Accepts mails from one client at a time and delivers none. */
export async function startMailServer(): Promise<MailServer> {
	const mails: string[] = [];
	const server = createServer((socket) => {
		let received = '';
		let isMail = false;
		const say = (line: string) => socket.write(`${line}\r\n`);
		say('220 Stand-in');
		socket.on('error', () => socket.destroy());
		socket.on('data', (chunk) => {
			received += chunk.toString('latin1');
			for (;;) {
				const end = isMail ? '\r\n.\r\n' : '\r\n';
				const at = received.indexOf(end);
				if (at < 0) return;
				const text = received.slice(0, at);
				received = received.slice(at + end.length);
				if (isMail) {
					mails.push(text);
					isMail = false;
					say('250 Taken');
				} else {
					const command = text.slice(0, 4).toUpperCase();
					isMail = command === 'DATA';
					say(ANSWERS[command] ?? '250 OK');
					if (command === 'QUIT') socket.end();
				}
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		mails,
		stop: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

/** Lets nodes send their mails to this server. */
export async function mailBy(
	{ port }: MailServer,
	client: N8nClient,
	nodes: INode[],
): Promise<void> {
	const smtp = await client.createCredential('smtp', 'Mail', {
		user: '',
		password: '',
		host: '127.0.0.1',
		port,
		secure: false,
		disableStartTls: true,
	});
	for (const node of nodes) {
		node.credentials = { smtp };
		node.parameters.fromEmail = 'n8n@example.com';
	}
}

/** The text of a mail in quoted-printable. */
export const textOf = (mail: string): string =>
	Buffer.from(
		mail
			.replace(/=\r\n/g, '')
			.replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	).toString();
