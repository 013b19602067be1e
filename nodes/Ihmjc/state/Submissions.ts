import type { Region } from '../numbers/countries';
import { NumberList } from '../numbers/NumberList';
import { getOrCreate } from '../util/values';
import { packNumbers, unpackNumbers } from './packedNumbers';
import { Submission, type SubmissionState, type SubmittedList } from './Submission';

/** Numbers that are kept in all. Longer lists are known by their digests. */
const MAX_NUMBERS = 100_000;

/** A submission as it is saved. */
interface Note extends Pick<SubmittedList, 'app' | 'run' | 'size' | 'identity'> {
	state: SubmissionState;
	country?: Region | '';
	callingCode?: string;
	numbers?: string;
}

/** Instances by the execution's own store. */
const instances = new WeakMap<object, Map<string, Submissions>>();

/**
 * What an execution has sent with one account. n8n runs a node again after an error, and even after a success if its first row has a
 * field named `error`. Loops and AI agents ask for the same numbers in other lists. These notes tell each of them.
 */
export class Submissions {
	/** Includes those that are about to be sent. */
	private readonly all = new Set<Submission>();

	/** The latest submission that a number is in, by app. */
	private readonly byNumber = new Map<string, Map<number, Submission>>();

	private turn: Promise<unknown> = Promise.resolve();

	private constructor(
		private readonly store: Record<string, unknown>,
		private readonly key: string,
	) {
		for (const note of (store[key] ?? []) as Note[]) this.add(this.restored(note));
	}

	/**
	 * @param store The execution's own; it survives retries and the editor's "Retry execution". Gets plain JSON.
	 * @param account Tells apart what two accounts paid for.
	 */
	static of(store: Record<string, unknown>, account: string): Submissions {
		const ofStore = getOrCreate(instances, store, () => new Map());
		const key = `ihmjc-submissions:${account}`;
		return getOrCreate(ofStore, key, () => new Submissions(store, key));
	}

	/** How many numbers were sent, or are about to be. */
	get size(): number {
		return sumOf(this.all, ({ size }) => size);
	}

	/**
	 * Decides on lists to send, one call after another, because simultaneous calls of a tool must not send the same number.
	 */
	async inTurn<Value>(decide: () => Promise<Value>): Promise<Value> {
		const result = this.turn.then(decide);
		this.turn = result.catch(() => {});
		return await result;
	}

	/** The latest submission that a number is in, as far as numbers are known. */
	ofNumber(app: string, digits: string): Submission | undefined {
		return this.byNumber.get(app)?.get(Number(digits));
	}

	/**
	 * The submission of numbers of which none is known to be sent.
	 *
	 * @param digest Identifies the list if there are too many numbers to keep.
	 */
	async ofNumbers(
		app: string,
		run: string,
		numbers: NumberList,
		digest: () => Promise<string>,
	): Promise<Submission> {
		const list = { app, run, size: numbers.size };
		const kept = sumOf(this.all, (each) => each.numbers?.size);
		if (kept + numbers.size <= MAX_NUMBERS) return this.create({ ...list, numbers });
		const identity = `numbers ${await digest()}`;
		const before = [...this.all].find((each) => isOf(each.list, { app, identity }));
		return before ?? this.create({ ...list, identity });
	}

	/**
	 * The submissions of lists as such, for one run. The same list a second time in one run is a second submission, since
	 * the user asked twice; so ask once for each list, in the same order on every try.
	 *
	 * @param node The node that sends them.
	 */
	ofLists(
		node: string,
		run: string,
	): (app: string, digest: string, size: number) => Submission {
		const seen = new Map<string, number>();
		return (app, digest, size) => {
			const identity = `${node} ${digest}`;
			const key = `${app} ${identity}`;
			const before = seen.get(key) ?? 0;
			seen.set(key, before + 1);
			const same = [...this.all].filter(({ list }) => isOf(list, { app, identity }));
			const [own, others] = [
				same.filter(({ list }) => list.run === run),
				same.filter(({ list }) => list.run !== run),
			];
			// In a loop, rows whose list got no response may come back.
			const found = own[before] ?? others.find(({ isLost }) => isLost);
			return found ?? this.create({ app, run, size, identity });
		};
	}

	/** Whether a list was sent, or is about to be. */
	has(submission: Submission): boolean {
		return this.all.has(submission);
	}

	/** From now on, others join these submissions. */
	claim(submissions: Iterable<Submission>): void {
		for (const submission of submissions) {
			submission.holders++;
			this.add(submission);
		}
	}

	/** Releases what was claimed and hasn't left, unless another call waits for it. */
	release(submissions: Iterable<Submission>): void {
		for (const submission of submissions) {
			submission.holders--;
			if (submission.isUnsent && submission.holders === 0) this.remove(submission);
		}
	}

	private create(list: SubmittedList, state?: SubmissionState): Submission {
		const submission = new Submission(
			list,
			() => {
				if (submission.current.state === 'new') this.remove(submission);
				else this.add(submission);
				this.save();
			},
			state,
		);
		return submission;
	}

	private add(submission: Submission): void {
		if (this.all.has(submission)) return;
		this.all.add(submission);
		const { app, numbers } = submission.list;
		if (!numbers) return;
		const ofApp = getOrCreate(this.byNumber, app, () => new Map());
		for (const digits of numbers) ofApp.set(Number(digits), submission);
	}

	private remove(submission: Submission): void {
		this.all.delete(submission);
		const { app, numbers } = submission.list;
		const ofApp = this.byNumber.get(app);
		for (const digits of numbers ?? []) {
			if (ofApp?.get(Number(digits)) === submission) ofApp.delete(Number(digits));
		}
	}

	private save(): void {
		const notes = [...this.all].filter(({ current }) => current.state !== 'new').map(noteOf);
		if (notes.length > 0) this.store[this.key] = notes;
		else delete this.store[this.key];
	}

	private restored({ numbers, country = '', callingCode = '', state, ...list }: Note): Submission {
		if (numbers === undefined) return this.create(list, state);
		const restored = new NumberList(country, callingCode);
		for (const number of unpackNumbers(numbers)) restored.add(String(number));
		return this.create({ ...list, numbers: restored }, state);
	}
}

function sumOf(
	submissions: Iterable<Submission>,
	count: (list: SubmittedList) => number | undefined,
): number {
	let sum = 0;
	for (const { list } of submissions) sum += count(list) ?? 0;
	return sum;
}

const isOf = (list: SubmittedList, { app, identity }: Pick<SubmittedList, 'app' | 'identity'>) =>
	list.app === app && list.identity === identity;

/** Packed once, because a note is saved again when its response comes. */
const packed = new WeakMap<NumberList, string>();

function noteOf({ list: { numbers, ...list }, current }: Submission): Note {
	if (!numbers) return { ...list, state: current };
	const text = getOrCreate(packed, numbers, () => packNumbers([...numbers].map(Number)));
	const { country, callingCode } = numbers;
	return { ...list, state: current, country, callingCode, numbers: text };
}
