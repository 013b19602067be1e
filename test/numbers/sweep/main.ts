/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { COUNTRIES } from '../../../nodes/Ihmjc/numbers/countries';
import { sweepCountry } from './sweepCountry';
import { sweepPage, totalShares } from './sweepPage';

/** How many numbers of each type and country to make. With more numbers, the shares vary less. */
const COUNT = 100;

const PAGE = path.join(__dirname, '../../../docs/numbers.md');

async function main(): Promise<void> {
	const sweeps = COUNTRIES.map(({ code }) => sweepCountry(code, COUNT));
	await writeFile(PAGE, await sweepPage(sweeps));
	const strangers = sweeps.flatMap((sweep) => sweep.strangers);
	const { refused, misread, sent } = totalShares(sweeps);
	console.log(
		`Wrote docs/numbers.md. Right numbers refused: ${refused}, misread: ${misread}. Damaged ones sent: ${sent}, as strangers': ${strangers.length}.`,
	);
	for (const stranger of strangers) console.log(`  ${stranger}`);
}

void main();
