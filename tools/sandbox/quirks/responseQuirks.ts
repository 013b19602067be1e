import type { Form } from '../readForm';
import type { SandboxResponse } from '../SandboxResponse';
import type { Service } from '../Service';
import type { Alteration } from './alter';
import type { QuirkOf } from './quirks';

/** The request's form, and the service that it was sent to. */
export interface Request {
	form: Form;
	service: Service;
}

const refuse: Alteration<SandboxResponse, Request> = (_, value) => {
	const [code, ...text] = value.split(':');
	return { envelope: { RES: code, ERR: text.join(':') } };
};

export const responseQuirks: Record<QuirkOf<'response'>, Alteration<SandboxResponse, Request>> = {
	refuse,
	jsonDownload: refuse,
	throttle: () => ({ envelope: { RES: '197', ERR: 'Too fast' } }),
	echoedForm: (response, _, { form, service }) => {
		if ('file' in response) return response;
		const { envelope } = response;
		const file = [...(service.uploads.at(-1)?.numbers() ?? [])].slice(0, 3).join('\n');
		const echo = { ...Object.fromEntries(form.fields), file };
		return { envelope: { ...envelope, DATA: { ...echo, ...(envelope.DATA as object) } } };
	},
};
