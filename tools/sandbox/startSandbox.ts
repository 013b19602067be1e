/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AddressInfo } from 'node:net';

import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

import { respondTo } from './respondTo';
import { paths } from './endpoints/handlers';
import { sendResponse } from './httpResponse';
import { Jobs } from './Jobs';
import { iisPage } from './pages';
import { Points } from './Points';
import { QuirkBook } from './quirks/QuirkBook';
import type { QuirkRule } from './quirks/QuirkRule';
import { endpoints, type Endpoint } from './quirks/quirks';
import type { RequestRecord, UploadRecord } from './records';
import { defaultOptions, type SandboxOptions, type SandboxSettings } from './SandboxOptions';
import type { Service } from './Service';
import { statusOf, type NumberStatus } from './statusOf';

export interface Sandbox {
	/** Without a slash at the end: `http://127.0.0.1:8686`. */
	url: string;
	account: string;
	password: string;
	/** All requests in the order they arrived, including those to unknown paths. */
	requests: readonly RequestRecord[];
	/** The accepted uploads, including those whose results are no longer kept. */
	uploads: readonly UploadRecord[];
	/** @throws TypeError that says what is wrong with the rule */
	addQuirk(rule: QuirkRule): void;
	/** Removes all rules. Responses that have started keep their quirks. */
	clearQuirks(): void;
	/** The points that are left. */
	points(): { recharge: number; bonus: number };
	/** Recharges the account. */
	addPoints(points: number): void;
	/** The status the sandbox has for a number, even if it was never sent. */
	statusOf(digits: string, appCode: string): NumberStatus;
	/** Closes all connections at once, including hanging ones. */
	close(): Promise<void>;
}

/**
 * Starts a simulated Ihmjc service on this machine, written from the interface document and
 * docs/service.md. It is as strict as the service; quirks make it fail in every way the service might.
 * @throws TypeError for a wrong quirk rule; an Error if the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const settings = withDefaults(options);
	const service: Service = {
		options: settings,
		jobs: new Jobs(settings.now, settings.jobSeconds),
		points: new Points(settings.rechargePoints, settings.bonusPoints),
		uploads: [],
	};
	const requests: RequestRecord[] = [];
	const quirkBook = new QuirkBook();
	settings.quirks.forEach((rule) => quirkBook.add(rule));

	const record = (request: FastifyRequest, endpoint: Endpoint | 'none'): RequestRecord => {
		const recorded: RequestRecord = {
			at: settings.now(),
			endpoint,
			method: request.method,
			path: request.url.split('?')[0],
			contentType: request.headers['content-type'] ?? '',
			fields: {},
			fieldNames: [],
			passwordRight: false,
		};
		requests.push(recorded);
		return recorded;
	};
	const respond = async (
		request: FastifyRequest,
		reply: FastifyReply,
		send: () => Promise<void>,
	): Promise<void> => {
		reply.hijack();
		try {
			await send();
		} catch (error) {
			// A client may go away at any time. Any other error is a bug of the sandbox.
			if (request.raw.socket.destroyed) return;
			settings.log(`${request.method} failed: ${error}`);
			reply.raw.destroy();
		}
	};
	const respondWithPage = async (
		request: FastifyRequest,
		reply: FastifyReply,
		page: [status: number, title: string],
	): Promise<void> => {
		const { method, path } = record(request, 'none');
		settings.log(`${method} ${path} ${page[0]}`);
		await respond(request, reply, () => sendResponse(reply.raw, iisPage(...page)));
	};

	const server = fastify({ forceCloseConnections: true });
	// The handlers read bodies of any type themselves, while they arrive.
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', (_request, _body, done) => done(null));
	for (const endpoint of endpoints) {
		server.all(paths[endpoint], (request, reply) => {
			const exchange = {
				request: request.raw,
				response: reply.raw,
				endpoint,
				record: record(request, endpoint),
				quirks: quirkBook.take(endpoint, settings.now()),
			};
			return respond(request, reply, () => respondTo(exchange, service));
		});
	}
	server.setNotFoundHandler((request, reply) =>
		respondWithPage(request, reply, [404, 'File or directory not found.']),
	);
	// Reached only by a request with a malformed Content-Type, which no handler receives.
	server.setErrorHandler((_error, request, reply) =>
		respondWithPage(request, reply, [400, 'Bad Request']),
	);
	await server.listen({ host: settings.host, port: settings.port });

	const { port } = server.server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		account: settings.account,
		password: settings.password,
		requests,
		uploads: service.uploads,
		addQuirk: (rule) => quirkBook.add(rule),
		clearQuirks: () => quirkBook.clear(),
		points: () => service.points.balance,
		addPoints: (points) => service.points.add(points),
		statusOf,
		close: () => server.close(),
	};
}

/** An undefined option counts as missing. */
function withDefaults(options: SandboxOptions): SandboxSettings {
	const given = Object.entries(options).filter(([, value]) => value !== undefined);
	return { ...defaultOptions, ...Object.fromEntries(given) };
}
