/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { AddressInfo } from 'node:net';

import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

import { answerRequest } from './answerRequest';
import { paths } from './endpoints/handlers';
import { sendAnswer } from './httpAnswer';
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
	/** All requests, also those to no endpoint, in the order in which they came in. */
	requests: readonly RequestRecord[];
	/** The uploads that were accepted, also those whose results are no longer kept. */
	uploads: readonly UploadRecord[];
	/** @throws TypeError that says what is wrong with the rule */
	addQuirk(rule: QuirkRule): void;
	/** Ends all rules; answers that are under way keep their quirks. */
	clearQuirks(): void;
	/** What is left. */
	points(): { recharge: number; bonus: number };
	/** Adds points, as somebody does who pays for more. */
	addPoints(points: number): void;
	/** What the sandbox holds to be true of a number, sent or not. */
	statusOf(digits: string, appCode: string): NumberStatus;
	/** Ends all connections at once, hanging ones too. */
	close(): Promise<void>;
}

/**
 * Starts a stand-in for the Ihmjc service on this machine, written from the interface document and
 * docs/service.md. It is no kinder than the service, and by its quirks as unkind as it might become.
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
		const noted: RequestRecord = {
			at: settings.now(),
			endpoint,
			method: request.method,
			path: request.url.split('?')[0],
			contentType: request.headers['content-type'] ?? '',
			fields: {},
			fieldNames: [],
			passwordRight: false,
		};
		requests.push(noted);
		return noted;
	};
	const answer = async (
		request: FastifyRequest,
		reply: FastifyReply,
		send: () => Promise<void>,
	): Promise<void> => {
		reply.hijack();
		try {
			await send();
		} catch (error) {
			// A client may go away at any time; anything else is a fault of the sandbox.
			if (request.raw.socket.destroyed) return;
			settings.log(`${request.method} failed: ${error}`);
			reply.raw.destroy();
		}
	};
	const answerPage = async (
		request: FastifyRequest,
		reply: FastifyReply,
		page: [status: number, title: string],
	): Promise<void> => {
		const { method, path } = record(request, 'none');
		settings.log(`${method} ${path} ${page[0]}`);
		await answer(request, reply, () => sendAnswer(reply.raw, iisPage(...page)));
	};

	const server = fastify({ forceCloseConnections: true });
	// Bodies of any type are read here, as they come in, or not at all.
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
			return answer(request, reply, () => answerRequest(exchange, service));
		});
	}
	server.setNotFoundHandler((request, reply) =>
		answerPage(request, reply, [404, 'File or directory not found.']),
	);
	// Reached only by what no handler gets to see: a malformed Content-Type.
	server.setErrorHandler((_error, request, reply) =>
		answerPage(request, reply, [400, 'Bad Request']),
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

/** An option that is there but undefined counts as left out. */
function withDefaults(options: SandboxOptions): SandboxSettings {
	const given = Object.entries(options).filter(([, value]) => value !== undefined);
	return { ...defaultOptions, ...Object.fromEntries(given) };
}
