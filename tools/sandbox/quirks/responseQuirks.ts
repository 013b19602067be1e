import type { SandboxResponse } from '../SandboxResponse';
import type { Alteration } from './alter';
import type { QuirkOf } from './quirks';

const refuse: Alteration<SandboxResponse> = (_, value) => {
	const [code, ...text] = value.split(':');
	return { envelope: { RES: code, ERR: text.join(':') } };
};

export const responseQuirks: Record<QuirkOf<'response'>, Alteration<SandboxResponse>> = {
	refuse,
	jsonDownload: refuse,
	throttle: () => ({ envelope: { RES: '197', ERR: 'Too fast' } }),
};
