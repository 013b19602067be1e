import { arrows, reached } from './arrows';

const all = arrows();

it.each([...all.keys()])('arrows from %s never lead back to it', (part) => {
	expect([...reached(part, all)]).not.toContain(part);
});

it.each(['apps', 'numbers', 'results', 'polling', 'submissions'])(
	'%s/ knows nothing of n8n and of the service',
	(room) => {
		expect(all.has(`\`${room}/\``)).toBe(true);
		const seen = reached(`\`${room}/\``, all);
		for (const other of ['`n8n-workflow`', '`service/`', '`operations/`']) {
			expect(seen.has(other)).toBe(false);
		}
	},
);
