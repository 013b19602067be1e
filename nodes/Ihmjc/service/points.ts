import { numericValue } from '../numericValue';

/** As many digits as a JavaScript number holds for sure: what comes after them is noise of its binary fractions. */
const SURE_DIGITS = 15;

/** The sum of points, which are decimal fractions: 0.1 and 0.2 make 0.3. */
export const sumOfPoints = (recharge: number, bonus: number): number =>
	Number((recharge + bonus).toPrecision(SURE_DIGITS));

/** Recharge points and, after a plus sign, bonus points: `49.8332000+0.0000`. */
const POINTS_LEFT = /^\s*(-?\d+(?:\.\d+)?)\s*(?:\+\s*(\d+(?:\.\d+)?)\s*)?$/;

/** @returns The points left by an upload's response; `null` if it doesn't say. */
export function readPointsLeft(jifen: unknown): number | null {
	if (typeof jifen !== 'string') return numericValue(jifen) ?? null;
	const [, recharge, bonus = '0'] = POINTS_LEFT.exec(jifen) ?? [];
	return recharge === undefined ? null : sumOfPoints(Number(recharge), Number(bonus));
}
