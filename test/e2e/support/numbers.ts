import { WHATSAPP } from '../../../tools/sandbox/appCodes';
import type { Sandbox } from '../../../tools/sandbox/startSandbox';

/** Numbers that are reserved for fiction, of five countries. */
export const US = ['+1 415 555 0100', '+1 415 555 0101', '+1 415 555 0102'];
export const GB = ['+44 7700 900123', '+44 7700 900456'];
export const AU = ['+61 491 570 156', '+61 491 570 157'];
export const FR = ['+33 6 39 98 00 01'];
export const SE = ['+46 70 174 06 05'];

export const digitsOf = (number: string): string => number.replace(/\D/g, '');

export const rowsOf = (numbers: string[]) => numbers.map((phone) => ({ phone }));

/** The service's status of a number for an app. */
export const truth = (sandbox: Sandbox, number: string, appCode = WHATSAPP): string =>
	sandbox.statusOf(digitsOf(number), appCode);
