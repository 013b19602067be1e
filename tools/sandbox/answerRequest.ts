/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import type { Answer } from './Answer';
import { handlers } from './endpoints/handlers';
import { refusal, success } from './envelope';
import { fileAnswer } from './fileAnswer';
import { envelopeAnswer, sendAnswer, type HttpAnswer } from './httpAnswer';
import { NumberListReader } from './NumberListReader';
import { crashPage } from './pages';
import { alter } from './quirks/alter';
import { answerQuirks } from './quirks/answerQuirks';
import { envelopeQuirks } from './quirks/envelopeQuirks';
import { fileQuirks } from './quirks/fileQuirks';
import { httpQuirks } from './quirks/httpQuirks';
import type { AppliedQuirk } from './quirks/QuirkBook';
import type { Endpoint } from './quirks/quirks';
import { readForm, type Form } from './readForm';
import type { RequestRecord } from './records';
import type { Service } from './Service';

/** An endpoint's request on its way through the sandbox. */
export interface Exchange {
	request: IncomingMessage;
	response: ServerResponse;
	endpoint: Endpoint;
	record: RequestRecord;
	quirks: readonly AppliedQuirk[];
}

/**
 * Reads a request, carries it out and answers it, both as far as its quirks allow.
 * @throws an Error if the client goes away before the end
 */
export async function answerRequest(exchange: Exchange, service: Service): Promise<void> {
	const { request, response, quirks } = exchange;
	const form = await readForm(request, () => new NumberListReader(service.options.countryRule));
	if (!form) {
		service.options.log(logLine(exchange, '500 malformed form'));
		return await sendAnswer(response, crashPage(500));
	}
	completeRecord(exchange.record, form, service);
	const answer = quirkyAnswer(exchange, form, service);
	const wire = alter(toHttp(answer), httpQuirks, quirks);
	service.options.log(logLine(exchange, summary(wire, answer)));

	const late = quirks.find(({ quirk }) => quirk === 'slowAnswer');
	if (late) await delay(Number(late.value), undefined, { ref: false });
	if (quirks.some(({ quirk }) => quirk === 'reset')) {
		request.socket.resetAndDestroy();
	} else if (!quirks.some(({ quirk }) => quirk === 'hang')) {
		await sendAnswer(response, wire);
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

function quirkyAnswer(exchange: Exchange, form: Form, service: Service): Answer {
	const { quirks } = exchange;
	const answer = alter(plainAnswer(exchange, form, service), answerQuirks, quirks);
	if ('envelope' in answer) return { envelope: alter(answer.envelope, envelopeQuirks, quirks) };
	const { file } = answer;
	return { file: { ...file, shape: alter(file.shape, fileQuirks, quirks) } };
}

/** The answer before its quirks. */
function plainAnswer(exchange: Exchange, form: Form, service: Service): Answer {
	const { request, endpoint, record, quirks } = exchange;
	const { account, password } = service.options;
	if (endpoint === 'upload' && quirks.some(({ instead }) => instead)) {
		// Nothing may happen that the quirk's answer says didn't.
		return { envelope: success({}) };
	}
	if (request.method !== 'POST') return { envelope: refusal('method') };
	if (form.fields.get('account') !== account || form.fields.get('pass') !== password) {
		return { envelope: refusal('login') };
	}
	return handlers[endpoint](form, service, record);
}

function toHttp(answer: Answer): HttpAnswer {
	return 'file' in answer ? fileAnswer(answer.file) : envelopeAnswer(answer.envelope);
}

function logLine({ request, record, quirks }: Exchange, outcome: string): string {
	const names = quirks.map(({ quirk }) => quirk).join(', ');
	return `${request.method} ${record.path} ${outcome}${names && ` (${names})`}`;
}

function summary(wire: HttpAnswer, answer: Answer): string {
	if ('file' in answer) return `${wire.status} ${answer.file.job.sendID} ${answer.file.content}`;
	const { RES, ERR } = answer.envelope;
	return `${wire.status} RES ${RES} ${ERR}`.trimEnd();
}
