import type { IDataObject } from 'n8n-workflow';

import type { RunResult } from '../../tools/engine/RunResult';

/** Fields that depend on how long a run took. */
const TIMES = ['polls', 'waitedSeconds'];

const ISO_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function rows(result: RunResult): IDataObject[] {
	return result
		.items('Ihmjc')
		.map(({ json }) =>
			Object.fromEntries(
				Object.entries(json).filter(
					([key, value]) => !TIMES.includes(key) && !ISO_TIME.test(String(value)),
				),
			),
		);
}

const hints = (result: RunResult) => result.hints('Ihmjc').map(({ message }) => message);

/** Describes a run as a user sees it, in words that are the same on every machine. */
export function describeOutcome(result: RunResult, faultless: RunResult): string {
	const { error } = result;
	if (error) return [`**${error.message}**`, error.description].filter(Boolean).join(' ');

	const same = JSON.stringify(rows(result)) === JSON.stringify(rows(faultless));
	const said = hints(result).filter((hint) => !hints(faultless).includes(hint));
	return [
		same ? 'The result.' : `The result, with a difference: ${difference(result, faultless)}.`,
		...said.map((hint) => `Hint: ${hint}`),
	].join(' ');
}

function difference(result: RunResult, faultless: RunResult): string {
	const [now, before] = [rows(result), rows(faultless)];
	if (now.length !== before.length) return `${now.length} items instead of ${before.length}`;
	const counts = new Map<string, number>();
	now.forEach((row, index) => {
		const keys = new Set([...Object.keys(row), ...Object.keys(before[index])]);
		for (const key of keys) {
			const [is, was] = [row[key], before[index][key]].map((value) => JSON.stringify(value));
			if (is === was) continue;
			const change = was === undefined ? `\`${key}\` ${is}` : `\`${key}\` ${is} instead of ${was}`;
			counts.set(change, (counts.get(change) ?? 0) + 1);
		}
	});
	return [...counts]
		.map(([change, count]) => (now.length > 1 ? `${count} × ${change}` : change))
		.join(', ');
}
