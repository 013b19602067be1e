import { systemClock } from '../../nodes/Ihmjc/util/clock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

afterEach(() => jest.restoreAllMocks());

/** Sets the system's clock. */
function jump(milliseconds: number): void {
	const now = Date.now.bind(Date);
	jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
}

describe("a node's clock", () => {
	it("begins with the time of the system's clock at the start of the process", () => {
		// Whatever that shows now: it may have been set since then.
		const started = systemClock().now() - performance.now();
		expect(Math.abs(started - performance.timeOrigin)).toBeLessThan(MINUTE);
		expect(Math.abs(systemClock().date().getTime() - Date.now())).toBeLessThan(MINUTE);
	});

	it('is the same for all executions', () => {
		expect(Math.abs(systemClock().now() - systemClock().now())).toBeLessThan(MINUTE);
	});

	it.each([
		['an hour back', -HOUR],
		['ten minutes back', -10 * MINUTE],
		['three days forward', 72 * HOUR],
	])("continues as before when the system's clock is set %s, whose dates it shows", (_, by) => {
		const clock = systemClock();
		const [before, dateBefore] = [clock.now(), clock.date(1_000_000_000_000)];
		jump(by);
		const passed = clock.now() - before;
		expect(passed).toBeGreaterThanOrEqual(0);
		expect(passed).toBeLessThan(MINUTE);
		expect(Math.abs(clock.date().getTime() - Date.now())).toBeLessThan(MINUTE);
		const moved = clock.date(1_000_000_000_000).getTime() - dateBefore.getTime();
		expect(Math.abs(moved - by)).toBeLessThan(MINUTE);
	});

	it.each([-HOUR, 72 * HOUR])(
		"sleeps as long as asked when the system's clock is set by %d ms meanwhile",
		async (by) => {
			const clock = systemClock();
			const start = performance.now();
			const sleeping = clock.sleep(100);
			jump(by);
			await sleeping;
			expect(performance.now() - start).toBeGreaterThanOrEqual(99);
		},
	);

	it('counts whole milliseconds', () => {
		expect(Number.isInteger(systemClock().now())).toBe(true);
	});

	it('wakes after a cancel', async () => {
		const canceled = new AbortController();
		const sleeping = systemClock(canceled.signal).sleep(HOUR);
		canceled.abort();
		await expect(sleeping).resolves.toBeUndefined();
	});
});
