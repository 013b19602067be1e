import type { RejectedNumber } from '../numbers/createNumberParser';
import type { Reason } from '../numbers/reasons';
import { counted } from '../run/hints';
import type { Run } from '../run/Run';

/** Describes one number, and several. */
const WORDS: Record<Reason, [one: string, many: string]> = {
	empty: ['is empty', 'are empty'],
	notANumber: ['is not a phone number', 'are not phone numbers'],
	noCountryCode: ['has no country code', 'have no country code'],
	otherCountry: ['belongs to another country', 'belong to other countries'],
	tooShort: ['is too short', 'are too short'],
	tooLong: ['is too long', 'are too long'],
	notValid: ['is not valid', 'are not valid'],
};

/** Counts invalid numbers for the hint. */
export class NumberTally {
	private readonly rejected = new Map<Reason, number>();

	reject({ reason }: RejectedNumber): void {
		this.rejected.set(reason, (this.rejected.get(reason) ?? 0) + 1);
	}

	get invalid(): number {
		let sum = 0;
		for (const count of this.rejected.values()) sum += count;
		return sum;
	}

	addHint({ hints }: Run): void {
		const { invalid } = this;
		if (invalid === 0) return;
		const reasons = [...this.rejected].map(([reason, count]) => counted(count, ...WORDS[reason]));
		hints.warning(
			`${counted(invalid, 'number was', 'numbers were')} skipped and not charged: ${reasons.join(', ')}.`,
		);
	}
}
