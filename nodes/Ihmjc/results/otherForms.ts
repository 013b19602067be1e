/**
 * Lists the other E.164 numbers that a number in a result list can mean, because a service may return it in national form, or in an older
 * or newer form.
 *
 * @param number The number without the zeros dialed before it.
 * @param digits How many digits it was written with, including those zeros.
 * @param callingCode The calling code of all numbers in the list.
 */
export function otherForms(number: number, digits: number, callingCode: string): number[] {
	const written = String(number);
	const zeros = digits - written.length;
	const forms = [written, callingCode + written];
	// In Italy the zero belongs to the number.
	if (zeros === 1) forms.push(`${callingCode}0${written}`);
	const swapped = forms.flatMap((form) =>
		SWAPS.flatMap(([pattern, replacement]) =>
			pattern.test(form) ? [form.replace(pattern, replacement)] : [],
		),
	);
	return [...new Set([...forms, ...swapped])]
		.filter((form) => form !== written && form.length <= 15)
		.map(Number);
}

const SWAPS: ReadonlyArray<[pattern: RegExp, replacement: string]> = [
	// Mexico: mobile numbers had a 1 after the country code until 2019.
	[/^521(\d{10})$/, '52$1'],
	[/^52(\d{10})$/, '521$1'],
	// Brazil: mobile numbers got a ninth digit, a 9 after the area code.
	[/^55(\d\d)9(\d{8})$/, '55$1$2'],
	[/^55(?<area>\d\d)(?<rest>\d{8})$/, '55$<area>9$<rest>'],
	// Argentina: mobile numbers have a 9 after the country code when called from abroad.
	[/^549(\d{10})$/, '54$1'],
	[/^54(\d{10})$/, '549$1'],
];
