import { truth } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, ihmjc, jsonOf } from '../support/workflows';

const ROWS = 10_000;

interface Row {
	id: number;
	phone?: string | number | null;
}

/** Tests ten thousand rows of realistic quality. */
export function manyRowsSuite(n8n: () => TestN8n): void {
	test('are returned complete and right: 10,000 rows of mixed quality', async () => {
		const service = await n8n().service();
		const rows: Row[] = [];
		const expected: string[] = [];
		const add = (phone: Row['phone'], status: string) => {
			rows.push({ id: rows.length, phone });
			expected.push(status);
		};
		for (let index = 0; rows.length < ROWS; index++) {
			const last = String(index).padStart(4, '0');
			const us = `1415555${last}`;
			const gb = `44770090${last}`;
			const valid = (digits: string, phone: Row['phone']) =>
				add(phone, truth(service.sandbox, digits));
			valid(us, `+1 (415) 555-${last}`);
			if (index % 2 === 0) valid(gb, `00${gb}`);
			if (index % 3 === 0) valid(us, Number(us));
			if (index % 5 === 0) add('', 'invalid');
			if (index % 7 === 0) add('n/a', 'invalid');
			if (index % 11 === 0) add(null, 'invalid');
			if (index % 13 === 0) add(`+1 415 555`, 'invalid');
		}
		rows.length = expected.length = ROWS;

		const run = await n8n().run(chain(rows as never[], ihmjc(service, 'check', { maxNumbers: 0 })));
		expect(run.status).toBe('success');
		const output = jsonOf(run, 'check');
		expect(output.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
		expect(output.map(({ phone }) => phone)).toEqual(rows.map(({ phone }) => phone));
		expect(output.map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(expected);
		expect(service.sandbox.uploads).toHaveLength(2);
	});
}
