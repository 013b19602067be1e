import { ListMemory, type ListLines } from '../../nodes/Ihmjc/state/ListMemory';

/** Lists with so many numbers. */
const listsOf = (activated: number, unregistered = 0): ListLines => ({
	activated: linesOf(activated),
	unregistered: linesOf(unregistered),
});

const linesOf = (count: number) => Array<number>(count).fill(14_155_550_100);

const memoryOf = (store: object, account = 'account') => new ListMemory(store, account);

it('returns the lists of an upload to all nodes of an execution', () => {
	const store = {};
	const lists = listsOf(1, 1);
	memoryOf(store).set('42992', lists);
	expect(memoryOf(store).get('42992')).toBe(lists);
	expect(memoryOf(store).get('42993')).toBeUndefined();
});

it('keeps executions and accounts apart, and saves nothing', () => {
	const store = {};
	memoryOf(store).set('42992', listsOf(1));
	expect(memoryOf({}).get('42992')).toBeUndefined();
	expect(memoryOf(store, 'other').get('42992')).toBeUndefined();
	expect(store).toEqual({});
});

it('keeps up to 100,000 numbers, and forgets the oldest lists first', () => {
	const memory = memoryOf({});
	memory.set('1', listsOf(30_000, 30_000));
	memory.set('2', listsOf(0, 40_000));
	expect(['1', '2'].filter((each) => memory.get(each))).toEqual(['1', '2']);
	memory.set('3', listsOf(60_000));
	expect(['1', '2', '3'].filter((each) => memory.get(each))).toEqual(['2', '3']);
	memory.set('2', listsOf(40_000));
	memory.set('4', listsOf(1));
	expect(['2', '3', '4'].filter((each) => memory.get(each))).toEqual(['2', '4']);
});

it('does not keep lists with more than 100,000 numbers, nor forgets others for them', () => {
	const memory = memoryOf({});
	memory.set('1', listsOf(100_000));
	memory.set('2', listsOf(50_001, 50_000));
	expect(memory.get('1')).toBeDefined();
	expect(memory.get('2')).toBeUndefined();
});

it('collects lines only as long as they could be kept', () => {
	const lines = linesOf(100_000);
	ListMemory.add(lines, 447_700_900_123);
	ListMemory.add(lines, 447_700_900_456);
	expect(lines.slice(100_000)).toEqual([447_700_900_123]);
});
