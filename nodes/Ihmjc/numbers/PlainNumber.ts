import type { Region } from './countries';
import type { ParsedNumber } from './createNumberParser';

/** A number that was read without a text. Its digits are made into one when somebody asks for them. */
export class PlainNumber implements ParsedNumber {
	readonly ok = true;

	constructor(
		readonly value: number,
		readonly country: Region,
		readonly callingCode: string,
		readonly isBare?: true,
	) {}

	get digits(): string {
		return String(this.value);
	}
}
