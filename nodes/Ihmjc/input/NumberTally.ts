import type { NumberRules } from '../numbers/chooseReading';
import { type CountryCode, regionName } from '../numbers/countries';
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

/** Ten digits without a country code are most likely an American number without +1. */
const TEN_DIGITS = /^\s*\(?[2-9]\d{2}\)?[\s.-]*\d{3}[\s.-]*\d{4}\s*$/;

/** Counts numbers for the hints while they are read. It never lists them. */
export class NumberTally {
	private readonly rejected = new Map<Reason, number>();

	private readonly foreign = new Map<CountryCode, number>();

	private national = 0;

	/** Call this with every value as it is, and its default country. */
	count(value: unknown, country: NumberRules['defaultCountry']): void {
		if (country !== 'none' || (typeof value !== 'string' && typeof value !== 'number')) return;
		if (TEN_DIGITS.test(String(value).slice(0, 40))) this.national++;
	}

	reject({ reason, country }: RejectedNumber): void {
		add(this.rejected, reason);
		if (country) add(this.foreign, country);
	}

	get invalid(): number {
		let sum = 0;
		for (const count of this.rejected.values()) sum += count;
		return sum;
	}

	/** Reads like "2 are too short, 1 is empty". */
	get reasons(): string {
		return [...this.rejected].map(([reason, count]) => counted(count, ...WORDS[reason])).join(', ');
	}

	addHints({ hints }: Run, duplicates: number): void {
		const { invalid } = this;
		if (invalid > 0) {
			hints.warning(
				`${counted(invalid, 'number was', 'numbers were')} skipped and not charged: ${this.reasons}.`,
			);
		}
		if (this.foreign.size > 0) hints.warning(foreignHint(this.foreign));
		if (duplicates > 0) {
			hints.info(
				`${counted(duplicates, 'number is a duplicate', 'numbers are duplicates')}; each number is sent once.`,
			);
		}
		if (this.national > 0) {
			hints.warning(
				`${counted(this.national, 'number looks', 'numbers look')} like a US or Canadian number without its country code. If so, choose the country in 'Default Country'.`,
			);
		}
	}
}

/** A hint names only the countries with the most numbers. */
const MAX_COUNTRIES_NAMED = 5;

function foreignHint(foreign: ReadonlyMap<CountryCode, number>): string {
	const countries = [...foreign].sort(([, one], [, other]) => other - one);
	const named = countries
		.slice(0, MAX_COUNTRIES_NAMED)
		.map(([country, count]) => `${regionName(country)} (${count})`);
	const more = countries.length > named.length ? ' and others' : '';
	const sum = countries.reduce((total, [, count]) => total + count, 0);
	return `${counted(sum, 'number seems to belong to another country', 'numbers seem to belong to other countries')}: ${named.join(', ')}${more}. Write ${sum === 1 ? 'it' : 'them'} with +, or set 'Foreign Numbers' to 'Accept'.`;
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
