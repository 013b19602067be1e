import { createPaces, Pace, type Turn } from '../../nodes/Ihmjc/service/Pace';
import { virtualClock } from '../helpers/virtualClock';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A pace, and a clock on which it started. */
function setUp() {
	const pace = new Pace();
	const clock = virtualClock(1_000_000);
	const start = clock.now();
	const turn = async (end = Infinity, isWanted = () => true) =>
		await pace.turn(clock, clock.now(), end, isWanted);
	const turnDueAt = async (dueAt: number) => await pace.turn(clock, dueAt, Infinity, () => true);
	const passed = () => (clock.now() - start) / SECOND;
	/** How long it takes until the next turns, in seconds. */
	const distances = async (count: number) => {
		const times: number[] = [];
		for (let turns = 0; turns < count; turns++) {
			const before = passed();
			await turn();
			times.push(passed() - before);
		}
		return times;
	};
	return { pace, clock, start, turn, turnDueAt, passed, distances };
}

describe('the pace of an account', () => {
	it('lets the first query go out at once, and the others a second apart', async () => {
		const { distances } = setUp();
		expect(await distances(4)).toEqual([0, 1, 1, 1]);
	});

	it('knows which queries are less than 10 seconds after another one', async () => {
		const { clock, turn } = setUp();
		expect(await turn()).toEqual({ isTooSoon: false });
		expect(await turn()).toEqual({ isTooSoon: true });
		clock.advance(10 * SECOND - 1);
		expect(await turn()).toEqual({ isTooSoon: true });
		clock.advance(10 * SECOND);
		expect(await turn()).toEqual({ isTooSoon: false });
	});

	it('slows down to a query a minute at most, and later speeds up again, but less', async () => {
		const { pace, clock, turn, distances } = setUp();
		await turn();
		const slow: number[] = [];
		for (let times = 0; times < 5; times++) {
			pace.slowDown(clock.now());
			slow.push(...(await distances(1)));
		}
		expect(slow).toEqual([10, 20, 40, 60, 60]);
		const fast: number[] = [];
		for (let times = 0; times < 5; times++) {
			pace.speedUp(clock.now());
			fast.push(...(await distances(2)).slice(1));
		}
		expect(fast).toEqual([30, 15, 10, 10, 10]);
	});

	it('tries the first speed again after an hour without a refusal', async () => {
		const { pace, clock, turn, distances } = setUp();
		pace.slowDown(clock.now());
		clock.advance(HOUR);
		pace.speedUp(clock.now());
		await turn();
		expect(await distances(2)).toEqual([10, 10]);
		clock.advance(HOUR);
		pace.speedUp(clock.now());
		await turn();
		expect(await distances(2)).toEqual([1, 1]);
	});

	it('is not changed by a response if it is fast', async () => {
		const { pace, clock, distances } = setUp();
		pace.speedUp(clock.now());
		expect(await distances(3)).toEqual([0, 1, 1]);
	});

	it('respects Retry-After up to five minutes, and never gets earlier', () => {
		const { pace, start } = setUp();
		const freeIn = () => (pace.freeAt - start) / SECOND;
		pace.slowDown(start, 45 * SECOND);
		expect(freeIn()).toBe(45);
		pace.slowDown(start);
		expect(freeIn()).toBe(45);
		pace.slowDown(start, HOUR);
		expect(freeIn()).toBe(300);
	});

	it('serves simultaneous callers in the order in which they came', async () => {
		const { turn, start, clock } = setUp();
		const order: string[] = [];
		await Promise.all(
			['first', 'second', 'third'].map(async (name) => {
				await turn();
				order.push(`${name} ${Math.round((clock.now() - start) / SECOND)}`);
			}),
		);
		// Each sleep moves the clock for all of them.
		expect(order.map((each) => each.split(' ')[0])).toEqual(['first', 'second', 'third']);
	});

	it('serves the query first that has been due for longest', async () => {
		const { turnDueAt, start } = setUp();
		const order: number[] = [];
		await Promise.all(
			[0, -2, -1, -2.5, 1].map(async (dueAt) => {
				await turnDueAt(start + dueAt * MINUTE);
				order.push(dueAt);
			}),
		);
		expect(order.slice(1)).toEqual([-2.5, -2, -1, 1].filter((each) => each !== order[0]));
	});

	it('wakes waits of the database one after another, as far apart as queries', () => {
		const { pace, start } = setUp();
		const bookedFor = (second: number) => (pace.book(start + second * SECOND) - start) / SECOND;
		expect([bookedFor(60), bookedFor(60), bookedFor(60)]).toEqual([60, 61, 62]);
		pace.slowDown(start);
		expect([bookedFor(61), bookedFor(61), bookedFor(120)]).toEqual([72, 82, 120]);
		for (let times = 0; times < 3; times++) pace.slowDown(start);
		expect([bookedFor(120), bookedFor(120)]).toEqual([130, 140]);
	});

	it('gives no turn to a caller that no longer wants one, and leaves it to the next', async () => {
		const { turn, passed } = setUp();
		await turn();
		let isWanted = true;
		const [given, kept] = await Promise.all([
			turn(Infinity, () => isWanted),
			turn(Infinity, () => {
				isWanted = false;
				return true;
			}),
		]);
		expect(given).toBeUndefined();
		expect(kept).toEqual<Turn>({ isTooSoon: true });
		expect(passed()).toBeLessThanOrEqual(3);
	});

	it('gives a free turn after the end too, because a timer may be late, but does not wait for one', async () => {
		const { clock, turn, start, passed } = setUp();
		clock.advance(3);
		expect(await turn(start)).toBeDefined();
		expect(await turn(start)).toBeUndefined();
		expect(passed()).toBe(0.003);
	});

	it('waits for a turn until the end', async () => {
		const { pace, clock, turn, start, passed } = setUp();
		pace.slowDown(clock.now());
		expect(await turn(start + 9 * SECOND)).toBeUndefined();
		expect(passed()).toBe(9);
		expect(await turn(start + 10 * SECOND)).toBeDefined();
		expect(passed()).toBe(10);
	});

	it('gives no turn after a cancel', async () => {
		const { pace, clock, turn } = setUp();
		const canceled = new AbortController();
		Object.assign(clock, { signal: canceled.signal });
		pace.slowDown(clock.now());
		const waiting = turn();
		canceled.abort();
		expect(await waiting).toBeUndefined();
		expect(clock.sleeps).toHaveLength(1);
	});

	it('looks every second whether the turn is still wanted', async () => {
		const { pace, clock, turn } = setUp();
		pace.slowDown(clock.now());
		await turn();
		expect(Math.max(...clock.sleeps)).toBe(SECOND);
	});

	it('is one for each account in the process', () => {
		const paces = createPaces();
		expect(paces('one')).toBe(paces('one'));
		expect(paces('two')).not.toBe(paces('one'));
		expect(createPaces()('one')).not.toBe(paces('one'));
	});
});
