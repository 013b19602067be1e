import { assertQuirkRule, reachOf, type QuirkRule } from './QuirkRule';
import { quirkNames, quirks, type Endpoint, type QuirkName } from './quirks';

/** A quirk to apply to a request. */
export interface AppliedQuirk {
	quirk: QuirkName;
	/** The rule's value, or the quirk's default; '' for a quirk without values. */
	value: string;
	/** Replaces the endpoint's response. */
	instead: boolean;
}

/** The active rules, and how often each was used. */
export class QuirkBook {
	#entries: Array<{ rule: QuirkRule; skip: number; times: number; lastAt: number }> = [];

	/** @throws TypeError that says what is wrong with the rule */
	add(rule: QuirkRule): void {
		assertQuirkRule(rule);
		this.#entries.push({
			rule,
			skip: rule.skip ?? 0,
			times: rule.times ?? Infinity,
			lastAt: -Infinity,
		});
	}

	clear(): void {
		this.#entries = [];
	}

	/** Counts a request and returns its quirks in the order in which they apply. */
	take(endpoint: Endpoint, now: number): AppliedQuirk[] {
		const applied: AppliedQuirk[] = [];
		for (const entry of this.#entries) {
			const { rule } = entry;
			if (!reachOf(rule).includes(endpoint)) continue;
			if (isInTime(entry, now)) continue;
			if (entry.skip > 0) {
				entry.skip--;
			} else if (entry.times > 0) {
				entry.times--;
				applied.push({
					quirk: rule.quirk,
					value: rule.value ?? quirks[rule.quirk].value?.default ?? '',
					instead: quirks[rule.quirk].instead === true && !rule.afterAccept,
				});
			}
		}
		return applied.sort((a, b) => quirkNames.indexOf(a.quirk) - quirkNames.indexOf(b.quirk));
	}
}

/** Whether a throttling rule lets a request through. A refused request counts as the last one too. */
function isInTime(entry: { rule: QuirkRule; lastAt: number }, now: number): boolean {
	const { throttles, value } = quirks[entry.rule.quirk];
	if (!throttles) return false;
	const passed = now - entry.lastAt;
	entry.lastAt = now;
	return passed >= Number(entry.rule.value ?? value?.default) * 1000;
}
