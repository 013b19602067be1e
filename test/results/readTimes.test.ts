import { readTimes } from '../../nodes/Ihmjc/results/readTimes';

const iso = (text: string) => readTimes(text).map((time) => new Date(time).toISOString());

describe('readTimes', () => {
	it.each([
		['2026-11-24T09:00:00.000Z', '2026-11-24T09:00:00.000Z'],
		['2026-11-24', '2026-11-24T00:00:00.000Z'],
		['Tue, 24 Nov 2026 09:00:00 GMT', '2026-11-24T09:00:00.000Z'],
		['24/11/2026', '2026-11-24T00:00:00.000Z'],
		['24.11.2026 9:30', '2026-11-24T09:30:00.000Z'],
		['11/24/2026 9:30:15 PM', '2026-11-24T21:30:15.000Z'],
		['12/24/2026, 12:05 AM', '2026-12-24T00:05:00.000Z'],
		['11/11/2026', '2026-11-11T00:00:00.000Z'],
		['46350', '2026-11-24T00:00:00.000Z'],
		['46350.375', '2026-11-24T09:00:00.000Z'],
		['1795510800', '2026-11-24T09:00:00.000Z'],
		['1795510800000', '2026-11-24T09:00:00.000Z'],
	])('reads %s as one time', (text, time) => {
		expect(iso(text)).toEqual([time]);
	});

	it('reads two times if day and month can be swapped', () => {
		expect(iso('05/11/2026 9:30')).toEqual([
			'2026-05-11T09:30:00.000Z',
			'2026-11-05T09:30:00.000Z',
		]);
	});

	it.each(['', 'last week', '31/02/2026', '45/46/2026', '7', '00/00/2026', '123456789'])(
		'reads no time from "%s"',
		(text) => expect(readTimes(text)).toEqual([]),
	);
});
