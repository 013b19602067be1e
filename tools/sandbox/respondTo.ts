/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import type { SandboxResponse } from './SandboxResponse';
import { handlers } from './endpoints/handlers';
import { refusal, success } from './envelope';
import { fileResponse } from './fileResponse';
import { envelopeResponse, sendResponse, type HttpResponse } from './httpResponse';
import { NumberListReader } from './NumberListReader';
import { crashPage } from './pages';
import { alter } from './quirks/alter';
import { responseQuirks } from './quirks/responseQuirks';
import { envelopeQuirks } from './quirks/envelopeQuirks';
import { fileQuirks } from './quirks/fileQuirks';
import { httpQuirks } from './quirks/httpQuirks';
import type { AppliedQuirk } from './quirks/QuirkBook';
import type { Endpoint } from './quirks/quirks';
import { readForm, type Form } from './readForm';
import type { RequestRecord } from './records';
import type { Service } from './Service';

/** A request while the sandbox handles it. */
export interface Exchange {
	request: IncomingMessage;
	response: ServerResponse;
	endpoint: Endpoint;
	record: RequestRecord;
	quirks: readonly AppliedQuirk[];
}

/**
 * Reads a request, carries it out and responds, as far as the request's quirks allow.
 * @throws an Error if the client goes away before the end
 */
export async function respondTo(exchange: Exchange, service: Service): Promise<void> {
	const { request, response, quirks } = exchange;
	const form = await readForm(request, () => new NumberListReader(service.options.countryRule));
	if (!form) {
		service.options.log(logLine(exchange, '500 malformed form'));
		return await sendResponse(response, crashPage(500));
	}
	completeRecord(exchange.record, form, service);
	const content = respondWithQuirks(exchange, form, service);
	const wire = alter(toHttp(content), httpQuirks, quirks);
	service.options.log(logLine(exchange, summary(wire, content)));

	const late = quirks.find(({ quirk }) => quirk === 'slowResponse');
	if (late) await delay(Number(late.value), undefined, { ref: false });
	if (quirks.some(({ quirk }) => quirk === 'reset')) {
		request.socket.resetAndDestroy();
	} else if (!quirks.some(({ quirk }) => quirk === 'hang')) {
		await sendResponse(response, wire);
	}
}

function completeRecord(record: RequestRecord, form: Form, { options }: Service): void {
	const { pass, ...fields } = Object.fromEntries(form.fields);
	record.fields = fields;
	record.fieldNames = [...form.fieldNames];
	record.passwordRight = pass === options.password;
	if (form.file) {
		const { name, contentType, content } = form.file;
		record.file = { name, contentType, size: content.size };
	}
}

function respondWithQuirks(exchange: Exchange, form: Form, service: Service): SandboxResponse {
	const { quirks } = exchange;
	const response = alter(respondPlainly(exchange, form, service), responseQuirks, quirks, {
		form,
		service,
	});
	if ('envelope' in response) return { envelope: alter(response.envelope, envelopeQuirks, quirks) };
	const { file } = response;
	return { file: { ...file, shape: alter(file.shape, fileQuirks, quirks) } };
}

/** Carries the request out, without quirks. */
function respondPlainly(exchange: Exchange, form: Form, service: Service): SandboxResponse {
	const { request, endpoint, record, quirks } = exchange;
	const { account, password } = service.options;
	if (endpoint === 'upload' && quirks.some(({ instead }) => instead)) {
		// The quirk's response says that nothing happened, so nothing may happen.
		return { envelope: success({}) };
	}
	if (request.method !== 'POST') return { envelope: refusal('method') };
	if (form.fields.get('account') !== account || form.fields.get('pass') !== password) {
		return { envelope: refusal('login') };
	}
	return handlers[endpoint](form, service, record);
}

function toHttp(response: SandboxResponse): HttpResponse {
	return 'file' in response ? fileResponse(response.file) : envelopeResponse(response.envelope);
}

function logLine({ request, record, quirks }: Exchange, outcome: string): string {
	const names = quirks.map(({ quirk }) => quirk).join(', ');
	return `${request.method} ${record.path} ${outcome}${names && ` (${names})`}`;
}

function summary(wire: HttpResponse, response: SandboxResponse): string {
	if ('file' in response)
		return `${wire.status} ${response.file.job.sendID} ${response.file.content}`;
	const { RES, ERR } = response.envelope;
	return `${wire.status} RES ${RES} ${ERR}`.trimEnd();
}
