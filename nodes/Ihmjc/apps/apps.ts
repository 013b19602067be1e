/** An app that Ihmjc can check numbers for. */
export interface App {
	/** The value saved in workflows. It never changes, even if the vendor changes names or codes. */
	slug: string;
	/** The name people know. */
	name: string;
	/** The name in the interface document, section 1.1. */
	vendorName: string;
	/** The `type` of an upload. */
	code: string;
}

const app = (slug: string, name: string, vendorName: string, code: string): App => ({
	slug,
	name,
	vendorName,
	code,
});

/**
 * The 48 apps of the interface document, section 1.1, sorted by name. The codes are exact copies, although those of Magicbricks and
 * Flipkart are shorter than the others and look mistyped. If the vendor changes a code, users can enter it with "Other (Enter Code)".
 */
export const APPS: readonly App[] = [
	app('amazon', 'Amazon', 'Amazon', '43225FC563E61CCD'),
	app('band', 'BAND', 'Band', '67E105CEE89D0630'),
	app('binance', 'Binance', 'Binance', 'C45C6F4056742B7A'),
	app('bitmart', 'BitMart', 'Bitmart', 'C240330073B15769'),
	app('botim', 'BOTIM', 'Botim', 'E6C1CD22E635B389'),
	app('bybit', 'Bybit', 'Bybit', '45A1AB2D8F5DC36E'),
	app('check24', 'CHECK24', 'check24', 'D87676F4886C51B7'),
	app('cian', 'Cian', 'Cian', '171AB1A35B96A224'),
	app('coinw', 'CoinW', 'CoinW', '273656BF37FD74D2'),
	app('coupang', 'Coupang', 'Coupang', '0C341C9FBB400AED'),
	app('dhl', 'DHL', 'DHL', '8758259A688D28E8'),
	app('facebook', 'Facebook', 'Fb', '4C0F720F3312ED11'),
	app('facebook-messenger', 'Facebook Messenger', 'FBMessage', 'B0EDB1FC825A82DC'),
	app('flipkart', 'Flipkart', 'Flipkart', '7075F7597A20271'),
	app('gate', 'Gate', 'Gate', 'E35ACFDF9D3818E4'),
	app('groupme', 'GroupMe', 'GroupMe', 'FDBF47DB6455672A'),
	app('headhunter', 'HeadHunter', 'Hh', 'FF95420F573EE18C'),
	app('htx', 'HTX', 'Htx', '601542C48B65984C'),
	app('instagram', 'Instagram', 'Ins', '2A5431403A180C3F'),
	app('ios-hc', 'iOS Dynamic Status', 'Ios(hc)', 'A6A5AD4FE3799ACC'),
	app('ios-ss', 'iOS Static Status', 'Ios(ss)', '5414E9691D381661'),
	app('kucoin', 'KuCoin', 'Kucoin', '6B1755703E4CCA29'),
	app('line', 'LINE', 'Line', '28D47F60DA5B52FC'),
	app('line-tw', 'LINE Taiwan', 'Line(TW)', 'BE0DDD98ADE259BA'),
	app('linkedin', 'LinkedIn', 'LinkedIn', '479294A5E232C768'),
	app('magicbricks', 'Magicbricks', 'Magicbricks', 'AE14669246504'),
	app('microsoft', 'Microsoft', 'Microsoft', '52E03A1B05202DD3'),
	app('mint', 'Mint', 'Mint', '935070DD7AD94F1C'),
	app('momo', 'MoMo', 'Momo', '8F9C50C219F0A753'),
	app('moniepoint', 'Moniepoint', 'Moniepoint', '63043440C7426539'),
	app('okx', 'OKX', 'OKX', 'DCA6092CABB61351'),
	app('paytm', 'Paytm', 'Paytm', 'F2857CAF00DE8B41'),
	app('rcs', 'RCS Messaging', 'Rcs', '6A5304366A4FA7DA'),
	app('rummycircle', 'RummyCircle', 'RummyCircle', 'F99AC658445EF4AA'),
	app('shopee', 'Shopee', 'Shopee', '0CD75C4F6C7D412F'),
	app('sideline', 'Sideline', 'Sideline', 'CEB40A1B4CB1B53B'),
	app('signal', 'Signal', 'Signal', '34BAB86C9897A388'),
	app('skype', 'Skype', 'Skype', '05BB28449747591E'),
	app('snapchat', 'Snapchat', 'Snapchat', 'AB56BA99E602D53E'),
	app('telegram', 'Telegram', 'Tg', 'C117542A589737A2'),
	app('tiktok', 'TikTok', 'Tk', '15163739B7ABF4A0'),
	app('viber', 'Viber', 'Viber', '7A4A66DB1B7B7777'),
	app('vk', 'VK', 'Vk', '06B4A8553F45A5AA'),
	app('whatsapp', 'WhatsApp', 'Ws', 'DE8E6A1F3499B973'),
	app('whatsapp-business', 'WhatsApp Business', 'WS Business', '7C116CFB603BC227'),
	app('twitter', 'X', 'Twitter', '37793CA575B1A088'),
	app('xt', 'XT.com', 'Xt', '0B770E957AA8BC66'),
	app('zalo', 'Zalo', 'Zalo', '431039DC0568D3FD'),
];
