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
	invalid = 0;

	private readonly byReason = new Map<Reason, number>();

	reject({ reason }: RejectedNumber): void {
		this.invalid++;
		this.byReason.set(reason, (this.byReason.get(reason) ?? 0) + 1);
	}

	addHint({ hints }: Run): void {
		if (this.invalid === 0) return;
		const reasons = [...this.byReason].map(([reason, count]) => counted(count, ...WORDS[reason]));
		hints.warning(
			`${counted(this.invalid, 'number was', 'numbers were')} skipped and not charged: ${reasons.join(', ')}.`,
		);
	}
}
