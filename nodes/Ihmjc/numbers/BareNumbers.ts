import { getOrCreate } from '../util/values';
import type { Region } from './countries';
import { ParsedNumber, type RejectedNumber } from './createNumberParser';
import { NumberPieces } from './NumberPieces';
import { reasonMessage } from './reasons';

/** Bare numbers of a country that were kept. */
interface BareList {
	country: Region;
	callingCode: string;
	numbers: NumberPieces;
}

/** The result for a bare number if those of its source are refused. */
export const BARE_REFUSAL: RejectedNumber = {
	ok: false,
	reason: 'noCountryCode',
	message: reasonMessage('noCountryCode'),
};

/**
 * The bare numbers of one source whose default country is None: the rows of a call, a text or a file. National numbers without a country code
 * can be valid numbers of strangers abroad. One alone can't be told from a right one, but in a list most are not valid. So bare numbers count
 * only if at least four of five are valid, which is known at the end of the source.
 */
export class BareNumbers {
	/** How many entries are bare. */
	total = 0;
	/** How many of them are valid with the calling code that they begin with. */
	valid = 0;
	private readonly byCountry = new Map<string, BareList>();

	/** Whether no bare number of the source may be sent. */
	get areRefused(): boolean {
		return this.valid * 5 < this.total * 4;
	}

	/**
	 * Counts an entry of the source.
	 *
	 * @returns whether it may be sent if its source is not refused
	 */
	count(parsed: ParsedNumber | RejectedNumber): parsed is ParsedNumber {
		if (!parsed.isBare) return false;
		this.total++;
		if (parsed.ok) this.valid++;
		return parsed.ok;
	}

	/** Counts an entry, and keeps it if it is a bare number. A number takes some 8 bytes. */
	keep(parsed: ParsedNumber | RejectedNumber): parsed is ParsedNumber {
		if (!this.count(parsed)) return false;
		const { country, callingCode, value } = parsed;
		getOrCreate(this.byCountry, `${country}${callingCode}`, () => ({
			country,
			callingCode,
			numbers: new NumberPieces(),
		})).numbers.push(value);
		return true;
	}

	/** Takes out the numbers that were kept, by country. */
	*kept(): Generator<ParsedNumber> {
		for (const { country, callingCode, numbers } of this.byCountry.values()) {
			for (const value of numbers.drain()) {
				yield new ParsedNumber(value, country, callingCode, true);
			}
		}
	}
}
