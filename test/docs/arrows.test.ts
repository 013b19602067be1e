import { arrows, reached } from './arrows';

const all = arrows();

it.each([...all.keys()])('arrows from %s never lead back to it', (part) => {
	expect([...reached(part, all)]).not.toContain(part);
});

it.each(['apps', 'numbers', 'results', 'state'])(
	'%s/ imports nothing of n8n, of the service or of operations',
	(module) => {
		const own = all.get(`\`${module}/\``);
		expect(own).toBeDefined();
		const pure = ['`numbers/`', '`results/`', '`util/`', /^`libphonenumber-js/];
		const others = [...own!].filter(
			(each) =>
				!pure.some(
					(allowed) => each === allowed || (allowed instanceof RegExp && allowed.test(each)),
				),
		);
		expect(others).toEqual([]);
	},
);
