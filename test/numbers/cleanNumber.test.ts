import { cleanNumber } from '../../nodes/Ihmjc/numbers/cleanNumber';

const plus = { prefix: '+', digits: '14155550100' };
const doubleZero = { prefix: '00', digits: '14155550100' };
const bare = { prefix: '', digits: '14155550100' };

describe('cleanNumber', () => {
	it.each([
		['+14155550100'],
		['+1 (415) 555-0100'],
		['(+1) 415 555 0100'],
		['+ 1 415 555 0100'],
		['+1.415.555.0100'],
		['+1/415/555/0100'],
		['+1 [415] 555-0100.'],
		['+1–415—555−0100'],
		['+1\u00a0415\u202f555\u30000100'],
		['＋１（４１５）５５５－０１００'],
		['+١٤١٥٥٥٥٠١٠٠'],
		['+۱۴۱۵۵۵۵۰۱۰۰'],
		['\u202a+1 415\u00ad555\u200b0100\u202c'],
		['\ufeff+14155550100'],
		["'+14155550100"],
		['"+14155550100"'],
		['“+1 415 555 0100”'],
		['"\'+14155550100"'],
		['’+14155550100'],
		['tel:+1-415-555-0100'],
		['TEL: +14155550100'],
		['tel:+1-415-555-0100;ext=12'],
		['+1 415 555 0100 ext. 12'],
		['+1 415 555 0100, ext 12'],
		['+1 415 555 0100 extension 12'],
		['+1 415 555 0100x12'],
		['+1 415 555 0100 #12'],
		[' \t+14155550100\r\n'],
		['+14155550100\n\u200b'],
		['+14155550100.0'],
		['+1415555.01.00'],
		['++14155550100'],
		['whatsapp:+14155550100'],
		['https://wa.me/14155550100'],
		['wa.me/+14155550100?text=hello'],
		['https://api.whatsapp.com/send?phone=14155550100&text=hello'],
		['14155550100@s.whatsapp.net'],
		['14155550100:12@s.whatsapp.net'],
		['14155550100@c.us'],
		['+1.4155550100E10'],
		['p:+14155550100'],
		['Tél. bureau: +1 415 555 0100'],
		['WhatsApp: +1 (415) 555-0100'],
		['="+14155550100"'],
		["='+1 415 555 0100'"],
		['"\'+14155550100\'"'],
		['«+14155550100»'],
		['["+14155550100"]'],
		["['+14155550100']"],
		['[+14155550100]'],
		[['+14155550100']],
		['• +14155550100'],
		['*+14155550100'],
		['● +14155550100'],
		['- +14155550100'],
		['– +14155550100'],
		['"p:+14155550100"'],
		['+1 415 555 0100 (ext. 12)'],
		['+1 415 555 0100 [x12]'],
		['+1 415 555 0100 доб. 12'],
		['+1 415 555 0100 (доб. 12)'],
		['+1 415 555 0100 Ramal 12'],
		['+1 415 555 0100, poste 12'],
		['+1 415 555 0100 anexo 12'],
		['+1 415 555 0100 int. 12'],
		['+1 415 555 0100 DW 12'],
		['+1 415 555 0100 wewn. 12'],
		['+1 415 555 0100 内線12'],
		['+1 415 555 0100 分機 12'],
		['https://wa.me/1-415-555-0100'],
		['https://wa.me/+1%20(415)%20555-0100'],
		['https://api.whatsapp.com/send?phone=%2B14155550100&text=hello'],
		['whatsapp://send?phone=1415.555.0100'],
		['https://t.me/+14155550100'],
		['tel:+1-415-555-0100;phone-context=x'],
		['tel:%2B14155550100'],
		['sms:+14155550100?body=hello'],
	])('reads %j as international', (text) => {
		expect(cleanNumber(text)).toMatchObject(plus);
	});

	it.each([
		['0014155550100'],
		['00 1 415 555 0100'],
		['(00) 1 415 555 0100'],
		['+0014155550100'],
		['٠٠١٤١٥٥٥٥٠١٠٠'],
	])('reads %j as a number with the prefix 00', (text) => {
		expect(cleanNumber(text)).toMatchObject(doubleZero);
	});

	it.each([
		['14155550100'],
		['1 (415) 555-0100'],
		['1/415/555/0100'],
		['14155550100.0'],
		['14155550100.00'],
		[14155550100],
		[1.41555501e10],
		[BigInt('14155550100')],
		[[14155550100]],
		['"14155550100"'],
		['• 14155550100'],
		['tel:14155550100'],
		['1.41555501E10'],
	])('reads %p as bare digits', (value) => {
		expect(cleanNumber(value)).toMatchObject(bare);
	});

	it.each([
		['1 23', '123'],
		['1415555.00.01', '14155550001'],
		['1 4155550.10', '1415555010'],
	])('reads %j as the digits %s', (text, digits) => {
		expect(cleanNumber(text)).toMatchObject({ prefix: '', digits });
	});

	it.each([
		['٠١٢٣٤٥٦٧٨٩'],
		['۰۱۲۳۴۵۶۷۸۹'],
		['０１２３４５６７８９'],
		['०१२३४५६७८९'],
		['๐๑๒๓๔๕๖๗๘๙'],
		['𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'],
		['𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿'],
	])('reads all ten digits of %j', (text) => {
		expect(cleanNumber(text)).toMatchObject({ prefix: '', digits: '0123456789' });
	});

	it.each([
		[''],
		[' '],
		['\t\r\n'],
		['\u200b\u200e'],
		['\ufeff'],
		[null],
		[undefined],
		[[]],
		[[null]],
		['[]'],
		['[ ]'],
		['[""]'],
		['""'],
		['=""'],
	])('treats %j as empty', (value) => {
		expect(cleanNumber(value)).toBe('empty');
	});

	it.each([
		['7.7009004E9', '7700900400'],
		['3.1055501E9', '3105550100'],
		['3.105550129E9', '3105550129'],
	])('reads %j, which a program wrote without losing a digit, as %s', (text, digits) => {
		expect(cleanNumber(text)).toMatchObject({ prefix: '', digits });
	});

	it.each([
		['3.10555E9'],
		['7.7009004e9'],
		['7.7009004E+9'],
		['1.41555E+10'],
		['1.415555e10'],
		['1,41555E+10'],
		['1E+10'],
		['12E+9'],
		['+1.4e10'],
	])('recognizes %j as scientific notation', (text) => {
		expect(cleanNumber(text)).toBe('scientific');
	});

	it.each([
		[true],
		[false],
		[{}],
		[['+14155550100', '+14155550101']],
		[[['+14155550100']]],
		[new Date(0)],
		[Symbol('+14155550100')],
		[() => '+14155550100'],
		[NaN],
		[Infinity],
		[14155550100.5],
		[-14155550100],
		[1e21],
		[2 ** 53],
		[BigInt('-14155550100')],
		['14155550100.5'],
		['14155550100.55'],
		['-14155550100'],
		['1-800-FLOWERS'],
		['call +14155550100'],
		['+1415555O1OO'],
		['+1415٫5550100'],
		['2024-01-15'],
		['1999-12-31 23:59'],
		['2024-01-15T10:00:00Z'],
		['n/a'],
		['ID: 14155550100'],
		['Order 7: 14155550100'],
		[`${'a'.repeat(26)}: +14155550100`],
		['- 14155550100'],
		['14,155,550,100'],
		[',12'],
		['tel:863-1234;phone-context=+1-914-555'],
		['tel:+14155550100;tel:+14155550101'],
		['+14155550100;fax=+14155550101'],
		['["+14155550100","+14155550101"]'],
		['t.me/+1415555010012345'],
		['t.me/14155550100'],
		['wa.me/message/14155550100'],
		['14155550100%20'],
		['1. '.repeat(83)],
		['1. 2. 3. +14155550100'],
		['1. 24.11.24'],
		['-'],
		['+'],
		['x12'],
		['x1e10'],
		['1e10x'],
		['*100#'],
		['+1415+5550100'],
	])('refuses %p', (value) => {
		expect(cleanNumber(value)).toBe('notANumber');
	});

	it.each([
		['+14155550100, +14155550101'],
		['+14155550100;+14155550101'],
		['+14155550100 +14155550101'],
		['+14155550100\t+14155550101'],
		['14155550100 14155550101'],
		['5550100/5550101'],
		['5550100 - 5550101'],
		['+14155550100x4155550101'],
		['+14155550100 доб. 4155550'],
		['+14155550100 / +14155550101'],
		['030 23125000/01'],
		['030 23125000 / 23125001'],
		['+49 30 23125000/23125001'],
		['0049 30 23125000/23125001'],
		['030 23125000/01/02/03'],
	])('refuses %j, which contains two numbers', (text) => {
		expect(cleanNumber(text)).toBe('notANumber');
	});

	it.each([
		['012345/1234', '0123456/1234'],
		['12300/12345', '1234500/12345'],
		['+491234567/1234', '+4912345678/1234'],
		['00491234567/1234', '004912345678/1234'],
		['030/1234', '030/123'],
		['0/30/123456/0100', '030123456/0100'],
	])('reads %j as one number, and refuses %j as two', (one, two) => {
		expect(cleanNumber(one)).toMatchObject({ digits: expect.any(String) });
		expect(cleanNumber(two)).toBe('notANumber');
	});

	it.each([['030/23125000'], ['030 / 23125000'], ['+49 (0)30/23125000'], ['0049 30/23125000']])(
		'reads the slash in %j as the end of the area code',
		(text) => {
			expect(cleanNumber(text)).toMatchObject({ digits: expect.stringMatching(/23125000$/) });
		},
	);

	it.each(['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
		'refuses a number with the line break %j in it',
		(lineBreak) => {
			expect(cleanNumber(`+1415${lineBreak}5550100`)).toBe('notANumber');
			expect(cleanNumber(`+1415\u200b${lineBreak}\u200b5550100`)).toBe('notANumber');
		},
	);

	it.each([
		['digits', '1'.repeat(100_000)],
		['slashes', '1/'.repeat(50_000)],
		['spaces inside', `1${' '.repeat(100_000)}1`],
		['opening brackets', '('.repeat(100_000)],
		['extensions', 'x1'.repeat(50_000)],
		['invisible characters', '\u200b'.repeat(100_000)],
		['letters', 'e'.repeat(100_000)],
	])('refuses 100 KB of %s', (_name, text) => {
		expect(cleanNumber(text)).toBe('notANumber');
	});

	it.each([
		['('],
		['1 '],
		['1/'],
		[' ,;'],
		['1x'],
		['+('],
		['1-'],
		['1. '],
		['1) '],
		[' - 1'],
		['"'],
		['a:'],
	])('refuses a text of the maximum length that repeats %j', (piece) => {
		expect(cleanNumber(`+1${piece.repeat(250).slice(0, 247)}!`)).toBe('notANumber');
	});

	it('reads a text of up to 250 characters', () => {
		expect(cleanNumber(`+1415555${'-'.repeat(238)}0100`)).toMatchObject(plus);
		expect(cleanNumber(`+1415555${'-'.repeat(239)}0100`)).toBe('notANumber');
	});
});
