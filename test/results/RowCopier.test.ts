import { RowCopier } from '../../nodes/Ihmjc/results/RowCopier';

const APPS = ['whatsapp', 'telegram'];
const OTHERS = ['whatsapp', 'viber'];

/** Copies rows, adding a field for each app. */
function write(copier: RowCopier, row: Record<string, unknown>, apps: string[]) {
	const written = copier.copy(row, apps);
	for (const app of apps) written[app] = `${app} of ${String(row.name)}`;
	copier.learn(row, apps, written);
	return written;
}

describe('RowCopier', () => {
	it('gives each row its own fields and results, regardless of earlier rows', () => {
		const copier = new RowCopier();
		const rows: Array<[Record<string, unknown>, string[]]> = [
			[{ name: 'Ada', phone: 1 }, APPS],
			[{ name: 'Ben', phone: undefined }, APPS],
			[{ name: 'Chen' }, APPS],
			[{ phone: 4, name: 'Dora' }, APPS],
			[{ name: 'Emil', phone: 5 }, OTHERS],
			[{ name: 'Fay', phone: 6, telegram: 'old' }, APPS],
			[{ name: 'Gus', phone: 7 }, APPS],
			[{ name: 'Hana', phone: 8, 1: 'first' }, APPS],
		];
		for (const [row, apps] of rows) {
			const before = { ...row };
			const expected = {
				...row,
				...Object.fromEntries(apps.map((app) => [app, `${app} of ${String(row.name)}`])),
			};
			const written = write(copier, row, apps);
			expect(written).toEqual(expected);
			expect(Object.keys(written)).toEqual(Object.keys(expected));
			expect(row).toEqual(before);
		}
	});

	it('keeps a field named __proto__', () => {
		const copier = new RowCopier();
		const text = '{"name":"Ada","__proto__":{"polluted":true}}';
		for (let times = 0; times < 3; times++) {
			const written = write(copier, JSON.parse(text) as Record<string, unknown>, APPS);
			expect(Object.hasOwn(written, '__proto__')).toBe(true);
			expect(written.polluted).toBeUndefined();
		}
	});
});
