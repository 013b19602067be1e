import type { Answer } from '../Answer';
import type { Alteration } from './alter';
import type { QuirkOf } from './quirks';

const refuse: Alteration<Answer> = (_, value) => {
	const [code, ...text] = value.split(':');
	return { envelope: { RES: code, ERR: text.join(':') } };
};

export const answerQuirks: Record<QuirkOf<'answer'>, Alteration<Answer>> = {
	refuse,
	jsonDownload: refuse,
	throttle: () => ({ envelope: { RES: '197', ERR: 'Too fast' } }),
};
