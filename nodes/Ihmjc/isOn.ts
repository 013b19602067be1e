import { plainText } from './plainText';

/** Whether a switch is on. An expression may give its text. */
export const isOn = (value: unknown): boolean =>
	value === true || plainText(value).toLowerCase() === 'true';
