import type { App } from '../../apps/apps';
import { readTime } from '../../results/readTime';
import type { PreviousVerdict } from './previousResult';

/** Only fresh results are compared, and their times can be read. */
const timeOf = ({ checkedAt }: PreviousVerdict) => readTime(checkedAt) as number;

/** Fresh results that rows have: a number with a result in one row isn't charged again for another row, before or after it. */
export class KnownVerdicts {
	private readonly byNumber = new Map<string, { kind: 'known'; verdict: PreviousVerdict }>();

	get({ code }: App, digits: string) {
		return this.byNumber.size === 0 ? undefined : this.byNumber.get(`${code}:${digits}`);
	}

	/** Keeps the newer of two results. */
	add({ code }: App, digits: string, verdict: PreviousVerdict): void {
		const key = `${code}:${digits}`;
		const before = this.byNumber.get(key);
		if (before && timeOf(before.verdict) >= timeOf(verdict)) return;
		this.byNumber.set(key, { kind: 'known', verdict });
	}
}
