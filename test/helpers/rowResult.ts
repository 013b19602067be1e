import type { RowResult } from '../../nodes/Ihmjc/results/RowResult';

/** The result of a row whose number is registered. */
export const RESULT: RowResult = {
	status: 'activated',
	number: '14155550100',
	country: 'US',
	app: 'whatsapp',
	uploadId: '42992',
	reason: '',
	message: '',
	checkedAt: '2026-11-24T09:00:00.000Z',
	duplicate: false,
};
