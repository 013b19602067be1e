import { appLabel, appOptions, APPS, findApp } from '../../nodes/Ihmjc/apps/apps';

/** The vendor's names and codes, copied exactly from section 1.1 of the interface document. */
const DOCUMENT = `
Viber 7A4A66DB1B7B7777
Zalo 431039DC0568D3FD
Botim E6C1CD22E635B389
Momo 8F9C50C219F0A753
Signal 34BAB86C9897A388
Skype 05BB28449747591E
Snapchat AB56BA99E602D53E
Line 28D47F60DA5B52FC
LinkedIn 479294A5E232C768
Amazon 43225FC563E61CCD
Ws DE8E6A1F3499B973
Fb 4C0F720F3312ED11
Tg C117542A589737A2
Tk 15163739B7ABF4A0
Vk 06B4A8553F45A5AA
Ios(ss) 5414E9691D381661
Ios(hc) A6A5AD4FE3799ACC
Twitter 37793CA575B1A088
Band 67E105CEE89D0630
Rcs 6A5304366A4FA7DA
Ins 2A5431403A180C3F
Moniepoint 63043440C7426539
Coupang 0C341C9FBB400AED
Line(TW) BE0DDD98ADE259BA
Mint 935070DD7AD94F1C
FBMessage B0EDB1FC825A82DC
Microsoft 52E03A1B05202DD3
Paytm F2857CAF00DE8B41
Hh FF95420F573EE18C
Sideline CEB40A1B4CB1B53B
check24 D87676F4886C51B7
Gate E35ACFDF9D3818E4
RummyCircle F99AC658445EF4AA
Cian 171AB1A35B96A224
Htx 601542C48B65984C
Magicbricks AE14669246504
Flipkart 7075F7597A20271
Binance C45C6F4056742B7A
Bybit 45A1AB2D8F5DC36E
CoinW 273656BF37FD74D2
Kucoin 6B1755703E4CCA29
OKX DCA6092CABB61351
Xt 0B770E957AA8BC66
Bitmart C240330073B15769
WS Business 7C116CFB603BC227
DHL 8758259A688D28E8
Shopee 0CD75C4F6C7D412F
GroupMe FDBF47DB6455672A
`
	.trim()
	.split('\n')
	.map((line) => ({ name: line.slice(0, line.lastIndexOf(' ')), code: line.split(' ').at(-1) }));

describe('the table of apps', () => {
	it('contains the 48 apps of the interface document with their names and codes', () => {
		const byCode = (a: { code?: string }, b: { code?: string }) => (a.code! < b.code! ? -1 : 1);
		const table = APPS.map(({ vendorName, code }) => ({ name: vendorName, code }));
		expect(table.sort(byCode)).toEqual([...DOCUMENT].sort(byCode));
		expect(APPS).toHaveLength(48);
	});

	it('has unique slugs that are readable in a saved workflow', () => {
		expect(new Set(APPS.map(({ slug }) => slug)).size).toBe(APPS.length);
		for (const { slug } of APPS) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
	});

	it('has the order of the menu', () => {
		const names = APPS.map(({ name }) => name.toLowerCase());
		expect(names).toEqual([...names].sort());
	});
});

describe('the menu of apps', () => {
	it.each([
		['whatsapp', 'WhatsApp (Ws)'],
		['telegram', 'Telegram (Tg)'],
		['viber', 'Viber'],
		['kucoin', 'KuCoin'],
		['ios-ss', 'iOS Static Status (Ios(ss))'],
	])('labels %s "%s"', (slug, label) => {
		expect(appLabel(findApp(slug)!)).toBe(label);
	});

	it('ends with Other (Enter Code)', () => {
		expect(appOptions).toHaveLength(49);
		expect(appOptions.at(-1)).toEqual({ name: 'Other (Enter Code)', value: 'other' });
	});
});

describe('findApp', () => {
	it.each(APPS)('finds $slug by slug, name, vendor name and code', (app) => {
		for (const text of [app.slug, app.name, app.vendorName, app.code]) {
			expect(findApp(text)).toBe(app);
			expect(findApp(` ${text.toUpperCase()} `)).toBe(app);
			expect(findApp(text.toLowerCase())).toBe(app);
		}
	});

	it.each(['', ' ', 'whats app', 'other', '__proto__', 'constructor', 'DE8E6A1F'])(
		'finds nothing for "%s"',
		(text) => {
			expect(findApp(text)).toBeUndefined();
		},
	);
});
