import { safeFileName } from '../../nodes/Ihmjc/service/fileNames';

it('returns a name that any system can save', () => {
	expect(safeFileName('a<b>c:d"e|f?g*h.txt')).toBe('abcdefgh.txt');
	expect(safeFileName(`${'x'.repeat(300)}.txt`)).toHaveLength(100);
	expect(safeFileName('. .')).toBe('');
	expect(safeFileName(`${'x'.repeat(98)}. .txt`)).toBe('x'.repeat(98));
});
