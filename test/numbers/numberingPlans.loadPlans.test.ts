/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type * as ParseNumber from '../../nodes/Ihmjc/numbers/createNumberParser';

const room = path.join(__dirname, '../../nodes/Ihmjc/numbers');
const filesOfRoom = fs.readdirSync(room).filter((file) => file.endsWith('.ts'));

describe('loadPlans', () => {
	it('loads the numbering plans at the first number, not when the module is loaded', () => {
		let loads = 0;
		jest.isolateModules(() => {
			jest.doMock('../../nodes/Ihmjc/numbers/plans.json', () => {
				loads++;
				return jest.requireActual('../../nodes/Ihmjc/numbers/plans.json');
			});
			const load = <Loaded extends object>(file: string) =>
				jest.requireActual<Loaded>(path.join(room, file));
			for (const file of filesOfRoom) load(file);
			expect(loads).toBe(0);

			const { createNumberParser } = load<typeof ParseNumber>('createNumberParser.ts');
			const parse = createNumberParser({
				defaultCountry: 'US',
				strict: false,
				acceptForeign: false,
			});
			expect(parse('').ok).toBe(false);
			expect(loads).toBe(0);
			expect(parse('4155550100').ok).toBe(true);
			expect(parse('+14155550100').ok).toBe(true);
			expect(loads).toBe(1);
		});
	});

	it('is the only file that imports the plans, and its folder imports only utilities from outside', () => {
		for (const file of filesOfRoom) {
			const source = fs.readFileSync(path.join(room, file), 'utf8');
			const outside = [...source.matchAll(/(?:from|require\(|import\() *'([^']+)'/g)]
				.map(([, name]) => name)
				.filter((name) => !/^\.\/|^\.\.\/util\//.test(name));
			expect({ file, outside }).toEqual({ file, outside: [] });
			if (file !== 'numberingPlans.ts') expect(source).not.toContain("'./plans.json'");
		}
	});
});
