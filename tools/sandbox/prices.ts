/** Points for 10,000 numbers of an app, as one reseller asks for them. They differ by a factor of 87. */
const PER_TEN_THOUSAND: ReadonlyMap<string, number> = new Map([
	['Ws', 0.115],
	['Fb', 0.714],
	['Viber', 1.429],
	['Tg', 4.286],
	['Line', 7.143],
	['OKX', 10],
]);

/** For an app whose price isn't known. */
const ORDINARY = 2;

/** Points for one number: a fraction. */
export const priceOf = (appName: string): number =>
	(PER_TEN_THOUSAND.get(appName) ?? ORDINARY) / 10_000;
