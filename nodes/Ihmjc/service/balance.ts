import { numericValue } from '../numericValue';
import { notTheService, readEnvelope } from './envelope';
import { failure, success, type Outcome } from './Fault';
import { sumOfPoints } from './points';
import { post, type Transport } from './transport';

/** Points left; an upload costs points for each of its numbers. */
export interface Balance {
	rechargePoints: number;
	bonusPoints: number;
	totalPoints: number;
}

/** The points left (interface document, section 1.4). */
export async function balance(transport: Transport): Promise<Outcome<Balance>> {
	// n8n leaves out an empty body, and with it the fields that the credential sets in it.
	const answer = await post(transport, '/api/Balance.ashx', { account: '' });
	if (!answer.ok) return answer;
	const data = await readEnvelope(answer.value, transport.limits);
	if (!data.ok) return data;
	const [rechargePoints, bonusPoints] = [data.value.balance1, data.value.balance2].map(
		numericValue,
	);
	if (rechargePoints === undefined) {
		return failure(notTheService('success, but without a balance'));
	}
	return success({
		rechargePoints,
		bonusPoints: bonusPoints ?? 0,
		totalPoints: sumOfPoints(rechargePoints, bonusPoints ?? 0),
	});
}
