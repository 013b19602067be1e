import { safeFileName } from '../../nodes/Ihmjc/service/fileNames';

it('leaves a name that can be saved anywhere', () => {
	expect(safeFileName('a<b>c:d"e|f?g*h.txt')).toBe('abcdefgh.txt');
	expect(safeFileName(`${'x'.repeat(300)}.txt`)).toHaveLength(100);
	expect(safeFileName('. .')).toBe('');
	expect(safeFileName(`${'x'.repeat(98)}. .txt`)).toBe('x'.repeat(98));
});
