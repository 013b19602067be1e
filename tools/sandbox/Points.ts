/** The decimals that points are counted in: the service gives seven. */
const DECIMALS = 7;

/** Without the noise that binary fractions add. */
const rounded = (points: number): number => Number(points.toFixed(DECIMALS));

/** The account's points, in fractions. Bonus points are used up first. */
export class Points {
	constructor(
		private recharge: number,
		private bonus: number,
	) {}

	get balance(): { recharge: number; bonus: number } {
		return { recharge: this.recharge, bonus: this.bonus };
	}

	/** As an upload's response says it: `49.8332000+0.0000`. */
	get text(): string {
		return `${this.recharge.toFixed(DECIMALS)}+${this.bonus.toFixed(4)}`;
	}

	/** As somebody does who pays for more. */
	add(points: number): void {
		this.recharge = rounded(this.recharge + points);
	}

	/** Takes all or nothing. */
	take(price: number): boolean {
		if (rounded(price) > rounded(this.recharge + this.bonus)) return false;
		const fromBonus = Math.min(price, this.bonus);
		this.bonus = rounded(this.bonus - fromBonus);
		this.recharge = rounded(this.recharge - (price - fromBonus));
		return true;
	}
}
