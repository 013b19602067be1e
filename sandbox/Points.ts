/** The account's points. Bonus points are used up first. */
export class Points {
	constructor(
		private recharge: number,
		private bonus: number,
	) {}

	get balance(): { recharge: number; bonus: number } {
		return { recharge: this.recharge, bonus: this.bonus };
	}

	/** As somebody does who pays for more. */
	add(points: number): void {
		this.recharge += points;
	}

	/** Takes all or nothing. */
	take(price: number): boolean {
		if (price > this.recharge + this.bonus) return false;
		const fromBonus = Math.min(price, this.bonus);
		this.bonus -= fromBonus;
		this.recharge -= price - fromBonus;
		return true;
	}
}
