import { arrows, reached } from './arrows';

const all = arrows();

it.each([...all.keys()])('has no import cycle through %s', (part) => {
	expect([...reached(part, all)]).not.toContain(part);
});

it.each(['apps', 'numbers', 'results', 'state'])(
	'imports nothing from n8n, the service or operations into %s/',
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
