/** The service returns points with seven decimals. */
const DECIMALS = 7;

/** Removes the rounding errors of binary fractions. */
const rounded = (points: number): number => Number(points.toFixed(DECIMALS));

/** The account's points. Bonus points are used up first. */
export class Points {
	constructor(
		private recharge: number,
		private bonus: number,
	) {}

	get balance(): { recharge: number; bonus: number } {
		return { recharge: this.recharge, bonus: this.bonus };
	}

	/** The form in an upload's response: `49.8332000+0.0000`. */
	get text(): string {
		return `${this.recharge.toFixed(DECIMALS)}+${this.bonus.toFixed(4)}`;
	}

	/** Recharges the account. */
	add(points: number): void {
		this.recharge = rounded(this.recharge + points);
	}

	/** Returns false and takes nothing if the price exceeds the balance. */
	take(price: number): boolean {
		if (rounded(price) > rounded(this.recharge + this.bonus)) return false;
		const fromBonus = Math.min(price, this.bonus);
		this.bonus = rounded(this.bonus - fromBonus);
		this.recharge = rounded(this.recharge - (price - fromBonus));
		return true;
	}
}
