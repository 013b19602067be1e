import type { Region } from '../numbers/countries';
import { NumberList } from '../numbers/NumberList';
import type { Acceptance } from '../results/uploadId';
import { getOrCreate } from '../util/values';
import { packNumbers, unpackInto } from './packedNumbers';

/** A list that has left, as plain JSON in the execution's store. */
interface SavedUpload {
	/** The app's code. */
	app: string;
	country: Region | '';
	callingCode: string;
	/** The run that sent it: a loop has one for each iteration. */
	run: string;
	/** Packed. */
	numbers: string[];
	/** The service's response when it accepted the list. Missing until it responds, or if no response came. */
	acceptance?: Acceptance;
}

/** A list that this execution sends, or has sent. */
export class PaidUpload {
	/** Missing until its POST goes out. */
	saved: SavedUpload | undefined;

	/** How many calls want it to be sent. Not saved, because they end with the process. */
	claims = 0;

	private sending: Promise<unknown> | undefined;

	constructor(
		readonly app: string,
		readonly run: string,
		readonly numbers: NumberList,
	) {}

	/** Whether nobody has sent it or is about to. */
	get isNew(): boolean {
		return this.claims === 0 && !this.saved;
	}

	/**
	 * Runs `send`, unless the list is being sent: then it returns that outcome. n8n runs several calls of an AI agent's tool at the same
	 * time. After a refusal, those who waited for it get its outcome too.
	 */
	async sent<Outcome>(send: () => Promise<Outcome>): Promise<Outcome> {
		this.sending ??= send().finally(() => {
			if (this.saved) this.sending = undefined;
		});
		return (await this.sending) as Outcome;
	}
}

/** Ledgers by the execution's own store. */
const ledgers = new WeakMap<object, Map<string, Ledger>>();

/** Longer lists are searched one by one, because an index of their numbers would take more memory than the lists. */
const MAX_INDEXED = 1000;

/**
 * All lists that an execution has sent with one account, in any of its Ihmjc nodes. n8n runs a node again after an error, and even after a
 * success if its first row has a field named `error`. Loops and AI agents ask for the same numbers in other lists.
 */
export class Ledger {
	/** Includes those that are about to be sent. */
	private readonly uploads = new Set<PaidUpload>();

	private readonly byNumber = new Map<string, Map<number, PaidUpload>>();

	private readonly long = new Set<PaidUpload>();

	/** Accepted ones, by app and upload ID. */
	private readonly byId = new Map<string, PaidUpload>();

	/** Resolves when the lists of an earlier process are read. Nothing can be found before. */
	readonly ready: Promise<void>;

	private turn: Promise<unknown>;

	private constructor(
		private readonly store: Record<string, unknown>,
		private readonly key: string,
	) {
		this.ready = this.restore();
		this.turn = this.ready;
	}

	/**
	 * @param store The execution's own; it survives retries and the editor's "Retry execution". Gets plain JSON.
	 * @param account Tells apart what two accounts paid for.
	 */
	static of(store: Record<string, unknown>, account: string): Ledger {
		const ofStore = getOrCreate(ledgers, store, () => new Map<string, Ledger>());
		return getOrCreate(ofStore, account, () => new Ledger(store, `ihmjc-ledger:${account}`));
	}

	/** How many numbers were sent, or are about to be. */
	get size(): number {
		return [...this.uploads].reduce((sum, { numbers }) => sum + numbers.size, 0);
	}

	/** Decides what to send, one call after another, because simultaneous calls of a tool must not send the same number. */
	async inTurn<Value>(decide: () => Promise<Value>): Promise<Value> {
		const result = this.turn.then(decide);
		this.turn = result.catch(() => {});
		return await result;
	}

	/** Finds the list that a number was sent in, or is about to be. */
	find(app: string, number: number): PaidUpload | undefined {
		const indexed = this.byNumber.get(app)?.get(number);
		if (indexed) return indexed;
		for (const upload of this.long) {
			if (upload.app === app && upload.numbers.indexOf(number) >= 0) return upload;
		}
		return undefined;
	}

	/** Finds an accepted list by the ID that the service gave it. */
	findById(app: string, uploadId: string): PaidUpload | undefined {
		return this.byId.get(`${app}:${uploadId}`);
	}

	/** From now on, others join these lists. Call it in `inTurn`. */
	claim(uploads: Iterable<PaidUpload>): void {
		for (const upload of uploads) {
			upload.claims++;
			this.add(upload);
		}
	}

	/** Releases what was claimed and hasn't left, unless another call waits for it. */
	release(uploads: Iterable<PaidUpload>): void {
		for (const upload of uploads) {
			upload.claims--;
			if (upload.isNew) this.remove(upload);
		}
	}

	/** Saves that a list is about to leave. To be called before its request. */
	async noteSending(upload: PaidUpload): Promise<void> {
		const { app, run, numbers } = upload;
		const { country, callingCode } = numbers;
		const packed = await packNumbers(numbers);
		upload.saved = { app, country, callingCode, run, numbers: packed };
		this.saved.push(upload.saved);
	}

	noteAccepted(upload: PaidUpload, acceptance: Acceptance): void {
		(upload.saved as SavedUpload).acceptance = acceptance;
		this.byId.set(`${upload.app}:${acceptance.uploadId}`, upload);
	}

	/** Only when the service refused the list, or the request provably never left. */
	withdraw(upload: PaidUpload): void {
		this.store[this.key] = this.saved.filter((each) => each !== upload.saved);
		upload.saved = undefined;
		this.remove(upload);
	}

	private get saved(): SavedUpload[] {
		return (this.store[this.key] ??= []) as SavedUpload[];
	}

	private async restore(): Promise<void> {
		for (const saved of (this.store[this.key] ?? []) as SavedUpload[]) {
			const numbers = new NumberList(saved.country, saved.callingCode);
			await unpackInto(numbers, saved.numbers);
			const upload = new PaidUpload(saved.app, saved.run, numbers);
			upload.saved = saved;
			this.add(upload);
		}
	}

	private add(upload: PaidUpload): void {
		if (this.uploads.has(upload)) return;
		this.uploads.add(upload);
		const { app, numbers, saved } = upload;
		if (saved?.acceptance) this.byId.set(`${app}:${saved.acceptance.uploadId}`, upload);
		if (numbers.size > MAX_INDEXED) return void this.long.add(upload);
		const ofApp = getOrCreate(this.byNumber, app, () => new Map());
		for (const number of numbers) ofApp.set(number, upload);
	}

	private remove(upload: PaidUpload): void {
		this.uploads.delete(upload);
		this.long.delete(upload);
		const ofApp = this.byNumber.get(upload.app);
		for (const number of upload.numbers) {
			if (ofApp?.get(number) === upload) ofApp.delete(number);
		}
	}
}
