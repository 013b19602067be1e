import { ZipEnd } from '../../nodes/Ihmjc/results/ZipEnd';

const END = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

const judged = (...chunks: Buffer[]) => {
	const end = new ZipEnd();
	for (const chunk of chunks) end.push(chunk);
	expect(end.isCut()).toBe(!end.isComplete());
	return end.isComplete();
};

describe('ZipEnd', () => {
	it.each([
		['with an end record', [Buffer.alloc(5000), END], true],
		['with a comment after it', [END, Buffer.alloc(200, 'x')], true],
		['cut off in the end record', [Buffer.alloc(5000), END.subarray(0, 21)], false],
		[
			'with more bytes after it than any comment',
			[END, Buffer.alloc(600), Buffer.alloc(600)],
			false,
		],
		['without an end record', [Buffer.alloc(5000)], false],
		['with a part of the signature', [Buffer.alloc(100, 'PK')], false],
		['without any bytes', [], false],
	])('decides whether a file is complete %s', (_, chunks, complete) => {
		expect(judged(...chunks)).toBe(complete);
	});

	it('is of a file that download knows to be one', () => {
		expect(new ZipEnd().isList).toBe(true);
	});

	it('finds an end record that arrives byte by byte', () => {
		const file = Buffer.concat([Buffer.alloc(3000), END]);
		expect(judged(...[...file].map((byte) => Buffer.from([byte])))).toBe(true);
	});
});
