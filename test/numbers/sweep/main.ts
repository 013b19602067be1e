/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { COUNTRIES } from '../../../nodes/Ihmjc/numbers/countries';
import { type CountrySweep, sweepCountry } from './sweepCountry';
import { share, sweepPage } from './sweepPage';

/** How many numbers of each type and country to make. With more numbers, the shares vary less. */
const COUNT = 100;

const PAGE = path.join(__dirname, '../../../docs/numbers.md');

async function main(): Promise<void> {
	const sweeps = COUNTRIES.map(({ code }) => sweepCountry(code, COUNT));
	await writeFile(PAGE, await sweepPage(sweeps));
	const strangers = sweeps.flatMap((sweep) => sweep.strangers);
	const total = (count: (sweep: CountrySweep) => number) =>
		sweeps.reduce((sum, sweep) => sum + count(sweep), 0);
	const right = total(({ right: { tried } }) => tried);
	const refused = total(({ right: { refused } }) => refused.length);
	const misread = total(({ right: { misread } }) => misread.length);
	const sent = share(
		total(({ damaged }) => damaged.sent),
		total(({ damaged }) => damaged.tried),
	);
	console.log(
		`Wrote docs/numbers.md. Right numbers refused: ${share(refused, right)}, misread: ${share(misread, right)}. Damaged ones sent: ${sent}, as strangers': ${strangers.length}.`,
	);
	for (const stranger of strangers) console.log(`  ${stranger}`);
}

void main();
