import { NO_RESULT, STATUSES } from '../../nodes/Ihmjc/results/RowResult';

it('has every field in an empty result, without null values that a sheet would skip', () => {
	const { status, duplicate, ...texts } = NO_RESULT;
	expect(status).toBe('failed');
	expect(STATUSES).toContain(status);
	expect(duplicate).toBe(false);
	expect(Object.values(texts)).toEqual(Array(7).fill(''));
});
