import { StatusMemory } from '../../nodes/Ihmjc/state/StatusMemory';

type Store = Record<string, unknown>;

/** Copies the memory like n8n, which saves it as JSON. */
const saved = (store: Store) => JSON.parse(JSON.stringify(store)) as Store;

const memoryOf = (store: Store, account = 'one') => new StatusMemory<string>(store, account);

it('knows the accepted uploads of an account, including those of other nodes', () => {
	const store = {};
	memoryOf(store).noteTaken('42992');
	const memory = memoryOf(saved(store));
	expect(memory.isTaken('42992')).toBe(true);
	expect(memory.isTaken('42993')).toBe(false);
	expect(memoryOf(saved(store), 'two').isTaken('42992')).toBe(false);
	expect(memory.get('42992')).toBeUndefined();
});

it('knows the last status of an upload, and when it was asked for', () => {
	const store = {};
	memoryOf(store).set('42992', 1000, 'running');
	memoryOf(store).set('42993', 2000, 'done');
	const memory = memoryOf(saved(store));
	expect(memory.get('42992')).toEqual({ askedAt: 1000, status: 'running' });
	expect(memory.get('42993')).toEqual({ askedAt: 2000, status: 'done' });
	memory.set('42992', 3000, 'done');
	expect(memory.get('42992')).toEqual({ askedAt: 3000, status: 'done' });
});

it('keeps the last status when a query fails', () => {
	const memory = memoryOf({});
	memory.set('42992', 1000);
	expect(memory.get('42992')).toEqual({ askedAt: 1000, status: undefined });
	memory.set('42992', 2000, 'running');
	memory.set('42992', 3000);
	expect(memory.get('42992')).toEqual({ askedAt: 3000, status: 'running' });
});

it('keeps one pace for each account', () => {
	const store = {};
	const { pace } = memoryOf(store);
	expect(pace).toEqual({ nextAt: 0, lastAt: -Infinity, distance: 1000 });
	pace.nextAt = 5000;
	expect(memoryOf(store).pace).toBe(pace);
	expect(memoryOf(saved(store)).pace.nextAt).toBe(5000);
	expect(memoryOf(store, 'two').pace.nextAt).toBe(0);
});

it('shares a query with everybody who asks meanwhile', async () => {
	const store = {};
	let queries = 0;
	let respond: (status: string) => void = () => {};
	const ask = async () => {
		queries++;
		return await new Promise<string>((resolve) => (respond = resolve));
	};
	const first = memoryOf(store).shared('42992', ask);
	const second = memoryOf(store).shared('42992', ask);
	const ofOther = memoryOf(store).shared('42993', async () => 'of another upload');
	const elsewhere = memoryOf({}).shared('42992', async () => 'in another execution');
	respond('done');
	expect(await Promise.all([first, second, ofOther, elsewhere])).toEqual([
		'done',
		'done',
		'of another upload',
		'in another execution',
	]);
	expect(queries).toBe(1);
	expect(await memoryOf(store).shared('42992', async () => 'later')).toBe('later');
});

it('asks again after a query that threw', async () => {
	const memory = memoryOf({});
	const failing = async () => await Promise.reject(new Error('full'));
	await expect(memory.shared('42992', failing)).rejects.toThrow('full');
	expect(await memory.shared('42992', async () => 'later')).toBe('later');
});

it('knows when the result of an upload was first fetched', () => {
	const store = {};
	expect(memoryOf(store).firstFetchAt('42992', 1000)).toBe(1000);
	expect(memoryOf(saved(store)).firstFetchAt('42992', 2000)).toBe(1000);
	expect(memoryOf(store).firstFetchAt('42993', 3000)).toBe(3000);
});
