import { StatusMemory } from '../../nodes/Ihmjc/state/StatusMemory';

it('knows the accepted uploads of an account, including those of other nodes', () => {
	const store = {};
	new StatusMemory(store, 'one').noteTaken('42992');
	const saved = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
	const memory = new StatusMemory(saved, 'one');
	expect(memory.isTaken('42992')).toBe(true);
	expect(memory.isTaken('42993')).toBe(false);
	expect(new StatusMemory(saved, 'two').isTaken('42992')).toBe(false);
	expect(memory.get('42992')).toBeUndefined();
});
