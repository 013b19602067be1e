import { mainCountryOf, WORLD, type Region } from './countries';
import type { ParsedNumber } from './createNumberParser';
import { NumberList } from './NumberList';

export type SplitBy = 'country' | 'callingCode';

/** Collects numbers into one list for each country or calling code, for the service takes one country at a time. */
export class NumberLists {
	private readonly lists = new Map<string, NumberList>();

	constructor(private readonly splitBy: SplitBy) {}

	/** @returns the number's list, its slot there, and whether it is new to it */
	add(number: ParsedNumber): { list: NumberList; slot: number; isNew: boolean } {
		const list = this.listOf(number);
		const isNew = list.add(number.digits);
		return { list, slot: isNew ? list.size - 1 : list.indexOf(number.digits), isNew };
	}

	private listOf({ country, callingCode }: ParsedNumber): NumberList {
		// Numbers of no country still have calling codes that the service may not want in one list.
		const byCallingCode = this.splitBy === 'callingCode' || country === WORLD;
		const key = byCallingCode ? callingCode : country;
		let list = this.lists.get(key);
		if (list === undefined) {
			const region: Region = byCallingCode ? mainCountryOf(callingCode) : country;
			list = new NumberList(region, callingCode);
			this.lists.set(key, list);
		}
		return list;
	}
}
