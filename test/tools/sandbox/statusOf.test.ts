import { TELEGRAM, WHATSAPP } from '../../../tools/sandbox/appCodes';
import { appNames } from '../../../tools/sandbox/appNames';
import { appSeed, statusOf, statusOfBytes } from '../../../tools/sandbox/statusOf';

describe('statusOf', () => {
	const many = Array.from({ length: 20_000 }, (_, index) => String(999_000_000_000 + index));

	it('returns the same status forever', () => {
		const numbers = ['14155550100', '14155550101', '14155550102', '447700900000', '447700900007'];
		expect(numbers.map((number) => statusOf(number, WHATSAPP))).toEqual([
			'activated',
			'unregistered',
			'activated',
			'activated',
			'unregistered',
		]);
	});

	it.each([WHATSAPP, TELEGRAM])(
		'spreads consecutive numbers over the statuses at app %s',
		(appCode) => {
			const shares = { activated: 0, unregistered: 0, unknown: 0 };
			for (const number of many) shares[statusOf(number, appCode)] += 100 / many.length;
			expect(Math.abs(shares.activated - 60)).toBeLessThan(2);
			expect(Math.abs(shares.unknown - 4)).toBeLessThan(1);
		},
	);

	it('depends on the app', () => {
		const same = many.filter((number) => statusOf(number, WHATSAPP) === statusOf(number, TELEGRAM));
		// 0.60² + 0.36² + 0.04²
		expect(Math.abs(same.length / many.length - 0.49)).toBeLessThan(0.02);
	});

	it('returns the same status for digits inside a larger buffer', () => {
		const bytes = Buffer.from(many.join('\n'));
		const found = many.map((number, index) => {
			const start = index * (number.length + 1);
			return statusOfBytes(appSeed(WHATSAPP), bytes, start, start + number.length);
		});
		expect(found).toEqual(many.map((number) => statusOf(number, WHATSAPP)));
	});
});

describe('appNames', () => {
	it('lists the 48 apps of the interface document', () => {
		expect(appNames.size).toBe(48);
		expect(new Set(appNames.values()).size).toBe(48);
		expect(appNames.get(WHATSAPP)).toBe('Ws');
		expect(appNames.get(TELEGRAM)).toBe('Tg');
	});
});
