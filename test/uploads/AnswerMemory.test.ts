import { AnswerMemory } from '../../nodes/Ihmjc/state/AnswerMemory';

it('knows which uploads of an account were taken, also from another node', () => {
	const store = {};
	new AnswerMemory(store, 'one').noteTaken('42992');
	const saved = JSON.parse(JSON.stringify(store)) as Record<string, unknown>;
	const memory = new AnswerMemory(saved, 'one');
	expect(memory.isTaken('42992')).toBe(true);
	expect(memory.isTaken('42993')).toBe(false);
	expect(new AnswerMemory(saved, 'two').isTaken('42992')).toBe(false);
	expect(memory.get('42992')).toBeUndefined();
});
