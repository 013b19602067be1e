import { createRedactor } from '../../nodes/Ihmjc/service/createRedactor';
import { fileNameOf, safeFileName } from '../../nodes/Ihmjc/service/fileNames';

/** As Node reads the bytes of a header. */
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

const plain = (text: string) => text;

describe('fileNameOf', () => {
	it.each([
		['attachment; filename=42992_activated.txt', '42992_activated.txt'],
		['attachment; filename="my list.txt"; size=3', 'my list.txt'],
		['attachment;FILENAME=a.zip', 'a.zip'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\lists\\a.txt"', 'a.txt'],
		['attachment; filename=".htaccess"', 'htaccess'],
		['attachment; filename="a\u0000b\u001b.txt\u202e"', 'ab.txt'],
		['attachment; filename="列表.txt"', '列表.txt'],
		[latin1('attachment; filename="列表.txt"'), '列表.txt'],
		[latin1('attachment; filename=列表 1.txt'), '列表 1.txt'],
		['attachment; filename=my list.txt; size=3', 'my list.txt'],
		['attachment; filename=%E5%88%97%E8%A1%A8.txt', '列表.txt'],
		["attachment; filename*=UTF-8''%E5%88%97%E8%A1%A8.txt", '列表.txt'],
		["attachment; filename=%41.txt; filename*=utf-8''%E5%88%97.txt", '列.txt'],
		["attachment; filename*=UTF-8''100%2541.txt", '100%41.txt'],
		["attachment; filename=%E5%88%97.txt; filename*=GBK''%C1%D0.txt", '列.txt'],
		["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd%00", 'passwd'],
		['attachment; filename=..%2F..%2Fetc%2Fpasswd', 'passwd'],
		['attachment; filename="caf\u00e9 100%.txt"', 'caf\u00e9 100%.txt'],
		['attachment; filename="100%.txt"', '100%.txt'],
		['attachment; filename=""', undefined],
		['attachment; filename="../"', undefined],
		['attachment', undefined],
		['', undefined],
	])('reads %j as %j', (header, name) => {
		expect(fileNameOf(header, plain)).toBe(name);
	});

	it.each([
		['a"b;cdé', 'attachment; filename="x a"b;cdé y.txt"'],
		['geheim é', "attachment; filename*=UTF-8''x%20geheim%20%C3%A9%20y.txt"],
		['geheim é', latin1('attachment; filename="x%20geheim é y.txt"')],
	])('removes the secret %s from %s', (password, header) => {
		const redact = createRedactor({ account: 'demo', password });
		expect(fileNameOf(header, redact)).toBe('x  y.txt');
	});
});

it('safeFileName returns a name that any system can save', () => {
	expect(safeFileName('a<b>c:d"e|f?g*h.txt')).toBe('abcdefgh.txt');
	expect(safeFileName(`${'x'.repeat(300)}.txt`)).toHaveLength(100);
	expect(safeFileName('. .')).toBe('');
	expect(safeFileName(`${'x'.repeat(98)}. .txt`)).toBe('x'.repeat(98));
});
