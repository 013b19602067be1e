import { readNumber, request } from './envelope';
import { failure, type Outcome, success, unexpectedResponse } from './Fault';
import type { Transport } from './transport';

/** Points left in the account. An upload costs points for each of its numbers. */
export interface Balance {
	rechargePoints: number;
	bonusPoints: number;
	totalPoints: number;
}

/** Gets the points left (interface document, section 1.4). */
export async function balance(transport: Transport): Promise<Outcome<Balance>> {
	// n8n drops an empty body, and the fields that the credential sets in it.
	const envelope = await request(transport, '/api/Balance.ashx', { account: '' });
	if (!envelope.ok) return envelope;
	const { data, refusal } = envelope.value;
	if (refusal) return failure(refusal);
	const rechargePoints = readNumber(data.balance1);
	const bonusPoints = readNumber(data.balance2) ?? 0;
	if (rechargePoints === undefined) {
		return unexpectedResponse('a balance response without a balance');
	}
	const totalPoints = sumOfPoints(rechargePoints, bonusPoints);
	return success({ rechargePoints, bonusPoints, totalPoints });
}

/** Digits that a JavaScript number holds exactly. Later ones are noise of its binary fractions. */
const MAX_EXACT_DIGITS = 15;

/** Adds points, which are decimal fractions, so that 0.1 and 0.2 make 0.3. */
export const sumOfPoints = (recharge: number, bonus: number): number =>
	Number((recharge + bonus).toPrecision(MAX_EXACT_DIGITS));

/**
 * Reads the points left from the response to an upload: recharge points and, after a plus sign, bonus points (`49.8332000+0.0000`).
 *
 * @returns the points; `null` if the response doesn't say
 */
export function readPointsLeft(jifen: unknown): number | null {
	const parts = (typeof jifen === 'string' ? jifen.split('+') : [jifen]).map(readNumber);
	const [recharge, bonus = 0] = parts;
	if (recharge === undefined || parts.length > 2 || parts.includes(undefined)) return null;
	return sumOfPoints(recharge, bonus);
}
