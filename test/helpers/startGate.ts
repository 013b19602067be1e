/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Gate {
	/** The address of the gate. */
	url: string;
	/** Refuses new connections and closes existing ones. */
	shut(): Promise<void>;
	open(): Promise<void>;
}

/** Starts a proxy in front of a server, which can be closed (to refuse connections) and opened again. */
export async function startGate(target: string): Promise<Gate> {
	const { port: targetPort, hostname } = new URL(target);
	const sockets = new Set<Socket>();
	let server: Server | undefined;
	let port = 0;

	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => {});
	};
	const gate = {
		async open() {
			if (server) return;
			server = createServer((client) => {
				const service = connect(Number(targetPort), hostname);
				[client, service].forEach(keep);
				client.pipe(service).pipe(client);
				client.on('close', () => service.destroy());
				service.on('close', () => client.destroy());
			});
			server.unref().listen(port, hostname);
			await once(server, 'listening');
			port = (server.address() as AddressInfo).port;
		},
		async shut() {
			const closed = server && once(server, 'close');
			server?.close();
			server = undefined;
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
	await gate.open();
	return { url: `http://${hostname}:${port}`, ...gate };
}
