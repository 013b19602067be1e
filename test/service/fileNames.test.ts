import { fileNameOf, safeFileName } from '../../nodes/Ihmjc/service/fileNames';

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
		['attachment; filename=""', undefined],
		['attachment; filename="../"', undefined],
		['attachment', undefined],
		['', undefined],
	])('reads %j as %j', (header, name) => {
		expect(fileNameOf(header)).toBe(name);
	});
});

it('safeFileName returns a name that any system can save', () => {
	expect(safeFileName('a<b>c:d"e|f?g*h.txt')).toBe('abcdefgh.txt');
	expect(safeFileName(`${'x'.repeat(300)}.txt`)).toHaveLength(100);
	expect(safeFileName('. .')).toBe('');
	expect(safeFileName(`${'x'.repeat(98)}. .txt`)).toBe('x'.repeat(98));
});
