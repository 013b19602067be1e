import { callingCodeAt } from './callingCodes';

/** Forms in which a service may return a number that was sent as E.164 digits. */
export const numberForms = ['e164', 'national', 'mexican', 'brazilian', 'argentine'] as const;

export type NumberForm = (typeof numberForms)[number];

/** The number in another form, or unchanged if it has no such form. */
export function inForm(form: NumberForm, digits: string): string {
	switch (form) {
		case 'e164':
			return digits;
		case 'national':
			return digits.slice(String(callingCodeAt(Buffer.from(digits), 0)).length);
		case 'mexican':
			return digits.replace(/^52(\d{10})$/, '521$1');
		case 'brazilian':
			return /^55\d\d9\d{8}$/.test(digits)
				? digits.replace(/^(55\d\d)9/, '$1')
				: digits.replace(/^(?<start>55\d\d)(?=\d{8}$)/, '$<start>9');
		case 'argentine':
			return /^549\d{10}$/.test(digits)
				? digits.replace(/^549/, '54')
				: digits.replace(/^54(?=\d{10}$)/, '549');
	}
}
