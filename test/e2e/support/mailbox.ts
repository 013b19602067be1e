/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface Mailbox {
	port: number;
	/** Whether n8n is connected and waits for new mail. */
	isWatched(): boolean;
	/** Puts mails into the inbox at once, and tells the clients. */
	deliver(...sources: string[]): void;
	stop(): Promise<void>;
}

interface Mail {
	source: Buffer;
	isSeen: boolean;
}

/** Older n8n versions wait for this, but don't use it. */
const UNUSED =
	'INTERNALDATE "01-Dec-2026 00:00:00 +0000" BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1)';

/** An IMAP server with one inbox, for any user. It knows what n8n asks of it. A mail's UID is its place. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: Mail[] = [];
	/** The tag of the command IDLE of each client that waits. */
	const idle = new Map<Socket, string>();

	const counts = () => `* ${mails.length} EXISTS\r\n* 0 RECENT\r\n`;
	const wanted = (set: string): number[] =>
		set.split(',').flatMap((range) => {
			const [from, to = from] = range.split(':').map((end) => (end === '*' ? mails.length : +end));
			return mails.map((_, index) => index + 1).filter((uid) => uid >= from && uid <= to);
		});

	const answers: Record<string, (args: string, socket: Socket) => void> = {
		CAPABILITY: (_, socket) => socket.write('* CAPABILITY IMAP4rev1 IDLE\r\n'),
		LIST: (args, socket) =>
			socket.write(
				/"?INBOX"?$|\*"?$/i.test(args)
					? '* LIST () "/" INBOX\r\n'
					: '* LIST (\\Noselect) "/" ""\r\n',
			),
		SELECT: (_, socket) =>
			socket.write(
				`* FLAGS (\\Seen)\r\n${counts()}* OK [UIDVALIDITY 1] Valid\r\n* OK [UIDNEXT ${mails.length + 1}] Next\r\n`,
			),
		SEARCH: (_, socket) => {
			const unseen = mails.flatMap(({ isSeen }, index) => (isSeen ? [] : [index + 1]));
			socket.write(`* ${['SEARCH', ...unseen].join(' ')}\r\n`);
		},
		FETCH: (args, socket) => {
			for (const uid of wanted(args.split(' ')[0])) {
				const { source } = mails[uid - 1];
				socket.write(`* ${uid} FETCH (UID ${uid} FLAGS () ${UNUSED} BODY[] {${source.length}}\r\n`);
				socket.write(source);
				socket.write(')\r\n');
			}
		},
		STORE: (args) => {
			for (const uid of wanted(args.split(' ')[0])) mails[uid - 1].isSeen = true;
		},
		LOGOUT: (_, socket) => socket.write('* BYE\r\n'),
	};

	const run = (line: string, socket: Socket) => {
		if (line.toUpperCase() === 'DONE') {
			socket.write(`${idle.get(socket)} OK Done\r\n`);
			idle.delete(socket);
			return;
		}
		const [, tag, name, args = ''] = /^(\S+) (?:UID )?(\S+) ?(.*)$/i.exec(line) ?? [];
		if (name.toUpperCase() === 'IDLE') {
			idle.set(socket, tag);
			socket.write('+ idling\r\n');
			return;
		}
		answers[name.toUpperCase()]?.(args, socket);
		socket.write(`${tag} OK Done\r\n`);
	};

	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		let received = '';
		sockets.add(socket);
		socket.write('* OK Stand-in\r\n');
		socket.on('error', () => socket.destroy());
		socket.on('close', () => {
			sockets.delete(socket);
			idle.delete(socket);
		});
		socket.on('data', (chunk) => {
			const lines = (received + chunk.toString('latin1')).split('\r\n');
			received = lines.pop() ?? '';
			for (const line of lines) run(line, socket);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		isWatched: () => idle.size > 0,
		deliver: (...sources) => {
			mails.push(...sources.map((source) => ({ source: Buffer.from(source), isSeen: false })));
			for (const socket of idle.keys()) socket.write(counts());
		},
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The fields of n8n's IMAP credential for this server. */
export const imapFor = ({ port }: Mailbox) => ({
	user: 'inbox',
	password: 'inbox',
	host: '127.0.0.1',
	port,
	secure: false,
	allowUnauthorizedCerts: false,
});
