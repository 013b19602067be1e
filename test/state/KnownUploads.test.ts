import { KnownUploads } from '../../nodes/Ihmjc/state/KnownUploads';

type Store = Record<string, unknown>;

/** Copies the memory like n8n, which saves it as JSON. */
const saved = (store: Store) => JSON.parse(JSON.stringify(store)) as Store;

const knownIn = (store: Store, account = 'one') => new KnownUploads<string>(store, account);

it('knows the accepted uploads of an account, including those of other nodes', () => {
	const store = {};
	knownIn(store).of('42992').isAccepted = true;
	const known = knownIn(saved(store));
	expect(known.of('42992')).toEqual({ isAccepted: true });
	expect(known.of('42993')).toEqual({});
	expect(knownIn(saved(store), 'two').of('42992')).toEqual({});
});

it('knows the last status of an upload, and when it was asked for', () => {
	const store = {};
	Object.assign(knownIn(store).of('42992'), { askedAt: 1000, status: 'running' });
	Object.assign(knownIn(store).of('42993'), { askedAt: 2000, status: 'done', fetchedAt: 3000 });
	const known = knownIn(saved(store));
	expect(known.of('42992')).toEqual({ askedAt: 1000, status: 'running' });
	expect(known.of('42993')).toEqual({ askedAt: 2000, status: 'done', fetchedAt: 3000 });
});

it('knows uploads whose IDs are names of properties', () => {
	const store = {};
	for (const id of ['constructor', '__proto__', 'toString', '0']) {
		expect(knownIn(store).of(id)).toEqual({});
		knownIn(store).of(id).status = id;
		expect(knownIn(saved(store)).of(id)).toEqual({ status: id });
	}
});

it('keeps a query and its response for all nodes of the execution and account, and saves nothing', () => {
	const store = {};
	knownIn(store).unsavedOf<string>('42992').response = 'done';
	expect(knownIn(store).unsavedOf('42992')).toEqual({ response: 'done' });
	expect(knownIn(store).unsavedOf('42993')).toEqual({});
	expect(knownIn(store, 'two').unsavedOf('42992')).toEqual({});
	expect(knownIn({}).unsavedOf('42992')).toEqual({});
	expect(store).toEqual({});
});

it('keeps the lists of an upload for all nodes of the execution, and saves nothing', () => {
	const store = {};
	const lists = { activated: [14_155_550_100], unregistered: [] };
	expect(knownIn(store).listsOf('42992')).toBeUndefined();
	knownIn(store).keepLists('42992', lists);
	knownIn(store).keepLists('42994', lists);
	expect(knownIn(store).listsOf('42992')).toBe(lists);
	expect(knownIn(store).listsOf('42993')).toBeUndefined();
	expect(store).toEqual({});
});

it('drops the lists of other uploads if they are too many in all', () => {
	const store = {};
	const lists = { activated: new Array<number>(120_000).fill(1), unregistered: [] };
	knownIn(store).keepLists('1', lists);
	knownIn(store).keepLists('1', lists);
	knownIn(store).keepLists('2', lists);
	expect(knownIn(store).listsOf('1')).toBeUndefined();
	expect(knownIn(store).listsOf('2')).toBe(lists);
});
