/** One reseller's points for 10,000 numbers of an app. They differ by a factor of 87. */
const PER_TEN_THOUSAND: ReadonlyMap<string, number> = new Map([
	['Ws', 0.115],
	['Fb', 0.714],
	['Viber', 1.429],
	['Tg', 4.286],
	['Line', 7.143],
	['OKX', 10],
]);

/** For an app whose price is unknown. */
const DEFAULT_PRICE = 2;

/** The price of one number in points. */
export const priceOf = (appName: string): number =>
	(PER_TEN_THOUSAND.get(appName) ?? DEFAULT_PRICE) / 10_000;
