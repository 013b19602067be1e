import { idText, isUploadId } from '../../nodes/Ihmjc/results/uploadId';

describe('isUploadId', () => {
	it.each(['42992', '0', 'a-7', '任务7', 'x'.repeat(100)])('accepts "%s"', (text) => {
		expect(isUploadId(text)).toBe(true);
	});

	it.each(['', 'x'.repeat(101), '4 2', ' 42', '42 ', '42\n', '4\u00a02', '4\u00002', '4\u009f2'])(
		'refuses %j',
		(text) => {
			expect(isUploadId(text)).toBe(false);
		},
	);
});

describe('idText', () => {
	it.each([
		...['null', 'undefined', 'NaN', 'none', 'N/A', '#N/A', 'n/a', '-'].map((text) => [text, '']),
		...['1,234,567', '1.234.567', '1 234 567', "1'234'567", '1\u00a0234\u202f567'].map((text) => [
			text,
			'1234567',
		]),
		['12,345', '12345'],
		['42.000', '42000'],
		['42992.0', '42992'],
		['42992,00', '42992'],
		['4.2992e4', '42992'],
		['4,2992E+4', '42992'],
		['4.2992E+04', '42992'],
		['5e3', '5000'],
	])('restores %j as "%s"', (text, id) => {
		expect(idText(text)).toBe(id);
	});

	it.each([
		'42992',
		'nullable',
		'a none',
		'n/a7',
		'--',
		'1234,567',
		'1,2345',
		'1,234,56',
		'x1,234',
		'1,234x',
		'42.5',
		'42.0.0',
		'x42.0',
		'42.0x',
		'4.2e0x',
		'x4e3',
		'42e3',
		'4.2e-3',
		// No whole number, and one too large to be exact.
		'4.25e1',
		'4.2992e30',
		'a-7',
	])('keeps "%s"', (text) => {
		expect(idText(text)).toBe(text);
	});
});
