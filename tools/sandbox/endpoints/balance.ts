import { success } from '../envelope';
import type { Handler } from './Handler';

/** The interface document, 1.4. */
export const balance: Handler = (_form, { points }) => {
	const { recharge, bonus } = points.balance;
	return { envelope: success({ balance1: String(recharge), balance2: String(bonus) }) };
};
