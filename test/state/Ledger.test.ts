import fc from 'fast-check';

import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';
import { Ledger, PaidUpload } from '../../nodes/Ihmjc/state/Ledger';
import { americanNumbers } from '../helpers/fictionalNumbers';

type Store = Record<string, unknown>;

/** Copies the store like n8n between tries, which saves it as JSON. */
const saved = (store: Store) => JSON.parse(JSON.stringify(store)) as Store;

const ledgerIn = (store: Store, account = 'account') => Ledger.of(store, account);

/** The ledger in the next try of another process. */
async function restored(store: Store): Promise<Ledger> {
	const ledger = ledgerIn(saved(store));
	await ledger.ready;
	return ledger;
}

const accepted = (uploadId: string) => ({ uploadId, accepted: null, pointsLeft: null });

function uploadOf(numbers: readonly string[], app = 'WS'): PaidUpload {
	const list = new NumberList('US', '1');
	for (const number of numbers) list.add(Number(number));
	return new PaidUpload(app, 'Ihmjc 0', list);
}

/** Claims a list. */
function claimed(store: Store, numbers: readonly string[], app = 'WS'): PaidUpload {
	const upload = uploadOf(numbers, app);
	ledgerIn(store).claim([upload]);
	return upload;
}

/** Claims a list whose request goes out. */
async function sending(store: Store, numbers: readonly string[], app = 'WS'): Promise<PaidUpload> {
	const upload = claimed(store, numbers, app);
	await ledgerIn(store).noteSending(upload);
	return upload;
}

/** Claims a list and has it accepted. */
async function paid(store: Store, uploadId: string, numbers: readonly string[], app = 'WS') {
	const upload = await sending(store, numbers, app);
	ledgerIn(store).noteAccepted(upload, accepted(uploadId));
	return upload;
}

const [one, two, three] = americanNumbers(3);
const find = (ledger: Ledger, number: string, app = 'WS') => ledger.find(app, Number(number));

describe('the ledger', () => {
	it('knows each number of a list from its claim on, also in the next try', async () => {
		const store = {};
		const upload = uploadOf([one, two]);
		expect(upload.isNew).toBe(true);
		ledgerIn(store).claim([upload]);
		expect(upload.isNew).toBe(false);
		expect(find(ledgerIn(store), one)).toBe(upload);
		expect(store).toEqual({});
		await ledgerIn(store).noteSending(upload);
		ledgerIn(store).noteAccepted(upload, { uploadId: '42992', accepted: 2, pointsLeft: 7.5 });

		const later = await restored(store);
		const found = find(later, two);
		expect(found?.saved?.acceptance).toEqual({ uploadId: '42992', accepted: 2, pointsLeft: 7.5 });
		expect(found).toMatchObject({ app: 'WS', run: 'Ihmjc 0', isNew: false });
		expect([...(found?.numbers ?? [])]).toEqual([one, two].map(Number));
		expect([found?.numbers.country, found?.numbers.callingCode]).toEqual(['US', '1']);
		expect(find(later, three)).toBeUndefined();
		expect(find(later, one, 'TG')).toBeUndefined();
		expect(later.size).toBe(2);
	});

	it('finds accepted lists by app and upload ID', async () => {
		const store = {};
		const upload = await paid(store, '42992', [one]);
		claimed(store, [two]);
		for (const ledger of [ledgerIn(store), await restored(store)]) {
			expect(ledger.findById('WS', '42992')?.saved?.acceptance).toEqual(upload.saved?.acceptance);
			expect(ledger.findById('TG', '42992')).toBeUndefined();
			expect(ledger.findById('WS', '42993')).toBeUndefined();
		}
	});

	it('keeps executions and accounts apart', async () => {
		const store = {};
		await paid(store, '1', [one]);
		expect(find(ledgerIn(store, 'other'), one)).toBeUndefined();
		expect(find(ledgerIn({}), one)).toBeUndefined();
		const other = Ledger.of(saved(store), 'other');
		await other.ready;
		expect(find(other, one)).toBeUndefined();
	});

	it('is the same for all nodes of an execution', () => {
		const store = {};
		expect(ledgerIn(store)).toBe(ledgerIn(store));
		expect(ledgerIn(store)).not.toBe(ledgerIn({}));
	});

	it('saves only lists that have left', async () => {
		const store: Store = {};
		claimed(store, [one]);
		await sending(store, [two]);
		expect(Object.values(store)).toEqual([[expect.objectContaining({ run: 'Ihmjc 0' })]]);
	});

	it('knows a list whose response never came as lost in the next try', async () => {
		const store = {};
		await sending(store, [one]);
		const lost = find(await restored(store), one);
		expect(lost?.saved).toBeDefined();
		expect(lost?.saved?.acceptance).toBeUndefined();
	});

	it('forgets a list that was refused, but not another one that has its numbers too', async () => {
		const store = {};
		const first = await sending(store, [one, two]);
		const later = await paid(store, '2', [two]);
		ledgerIn(store).withdraw(first);
		for (const ledger of [ledgerIn(store), await restored(store)]) {
			expect(find(ledger, one)).toBeUndefined();
			expect(find(ledger, two)?.saved?.acceptance?.uploadId).toBe('2');
			expect(ledger.size).toBe(1);
		}
		expect(first.saved).toBeUndefined();
		expect(later.saved).toBeDefined();
	});

	it('forgets no other list if one is withdrawn twice', async () => {
		const store = {};
		const refused = await sending(store, [one]);
		await paid(store, '2', [two]);
		ledgerIn(store).withdraw(refused);
		ledgerIn(store).withdraw(refused);
		expect(find(await restored(store), two)?.saved?.acceptance?.uploadId).toBe('2');
	});

	it('forgets a list that nobody sends any more', () => {
		const store = {};
		const upload = claimed(store, [one]);
		ledgerIn(store).claim([upload]);
		ledgerIn(store).release([upload]);
		expect(find(ledgerIn(store), one)).toBe(upload);
		expect(ledgerIn(store).size).toBe(1);
		ledgerIn(store).release([upload]);
		expect(find(ledgerIn(store), one)).toBeUndefined();
		expect(ledgerIn(store).size).toBe(0);
	});

	it.each(['sending', 'accepted'])('keeps a list that is %s when it is released', async (stage) => {
		const store = {};
		const upload = await (stage === 'sending' ? sending(store, [one]) : paid(store, '1', [one]));
		ledgerIn(store).release([upload]);
		expect(find(ledgerIn(store), one)).toBe(upload);
	});

	it('lets calls decide one after the other what to send, even if one fails', async () => {
		const order: string[] = [];
		const ledger = ledgerIn({});
		await Promise.all([
			ledger.inTurn(async () => {
				await Promise.resolve();
				order.push('first');
			}),
			ledger.inTurn(async () => order.push('second')),
		]);
		const failing = ledger.inTurn(async () => await Promise.reject(new Error('no')));
		await expect(failing).rejects.toThrow('no');
		expect(await ledger.inTurn(async () => order.push('third'))).toBe(3);
		expect(order).toEqual(['first', 'second', 'third']);
	});

	it('decides nothing before it has read the lists of an earlier process', async () => {
		const store = {};
		await paid(store, '1', [one]);
		const later = ledgerIn(saved(store));
		expect(await later.inTurn(async () => find(later, one)?.saved?.acceptance?.uploadId)).toBe('1');
	});
});

describe('a list of the ledger', () => {
	it('is sent once for all who want it at the same time', async () => {
		const store = {};
		const upload = claimed(store, [one]);
		let sent = 0;
		let respond: (uploadId: string) => void = () => {};
		const send = async () => {
			sent++;
			await ledgerIn(store).noteSending(upload);
			const uploadId = await new Promise<string>((done) => (respond = done));
			ledgerIn(store).noteAccepted(upload, accepted(uploadId));
			return uploadId;
		};
		const both = [upload.sent(send), upload.sent(send)];
		while (!upload.saved) await Promise.resolve();
		expect(upload.saved?.acceptance).toBeUndefined();
		await Promise.resolve();
		respond('1');
		expect(await Promise.all(both)).toEqual(['1', '1']);
		expect(sent).toBe(1);
		expect(upload.saved?.acceptance).toEqual(accepted('1'));
		expect(await upload.sent(async () => 'later')).toBe('later');
	});

	it('gives its refusal to all who waited for it, or come to it later', async () => {
		const store = {};
		const upload = claimed(store, [one]);
		const send = async () => {
			await ledgerIn(store).noteSending(upload);
			ledgerIn(store).withdraw(upload);
			return 'refused';
		};
		expect(await upload.sent(send)).toBe('refused');
		expect(await upload.sent(async () => 'sent')).toBe('refused');
		expect(store).toEqual({ 'ihmjc-ledger:account': [] });
	});

	it('is lost if sending it threw after it was noted', async () => {
		const store = {};
		const upload = claimed(store, [one]);
		const send = async () => {
			await ledgerIn(store).noteSending(upload);
			throw new Error('full');
		};
		await expect(upload.sent(send)).rejects.toThrow('full');
		expect(upload.saved).toBeDefined();
		expect(await upload.sent(async () => 'lost')).toBe('lost');
	});

	it.each([1000, 1001])('of %i numbers is found by each of them, also when released', (count) => {
		const store = {};
		const numbers = americanNumbers(count + 1);
		const upload = claimed(store, numbers.slice(1));
		const long = claimed(store, numbers.slice(0, 1));
		expect(find(ledgerIn(store), numbers[1])).toBe(upload);
		expect(find(ledgerIn(store), numbers[count])).toBe(upload);
		expect(find(ledgerIn(store), numbers[0])).toBe(long);
		expect(find(ledgerIn(store), numbers[1], 'TG')).toBeUndefined();
		expect(find(ledgerIn(store), '447700900123')).toBeUndefined();
		ledgerIn(store).release([upload]);
		expect(find(ledgerIn(store), numbers[count])).toBeUndefined();
	});

	it('of more than 100,000 numbers is known by each number, in any order', async () => {
		const store = {};
		const many = Array.from({ length: 100_001 }, (_, index) => String(14_155_600_000 + index));
		await paid(store, '1', many);
		await paid(store, '2', [one]);
		const later = await restored(store);
		for (const number of [...many].reverse()) {
			if (find(later, number)?.saved?.acceptance?.uploadId !== '1') throw new Error(number);
		}
		expect(find(later, one)?.saved?.acceptance?.uploadId).toBe('2');
	});
});

/** What a model of the ledger knows of a list. */
interface Known {
	upload: PaidUpload;
	numbers: string[];
	app: string;
}

it('knows exactly the numbers that were claimed and neither refused nor released, after any events', async () => {
	const event = fc.record({
		what: fc.constantFrom('claim', 'send', 'accept', 'refuse', 'release', 'restart'),
		app: fc.constantFrom('WS', 'TG'),
		numbers: fc.subarray(americanNumbers(6), { minLength: 1 }),
		which: fc.nat(5),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
			let store: Store = {};
			let known: Known[] = [];
			for (const { what, app, numbers, which } of events) {
				const ledger = ledgerIn(store);
				await ledger.ready;
				if (what === 'claim') {
					// As it is planned, a number is in one list of its app.
					const fresh = numbers.filter((each) => !find(ledger, each, app));
					if (fresh.length > 0)
						known.push({ upload: claimed(store, fresh, app), numbers: fresh, app });
				} else if (what === 'restart') {
					const sent = known.filter(({ upload }) => upload.saved);
					store = saved(store);
					const later = ledgerIn(store);
					await later.ready;
					known = sent.map((each) => ({
						...each,
						upload: find(later, each.numbers[0], each.app) as PaidUpload,
					}));
				} else if (known.length > 0) {
					const { upload } = known[which % known.length];
					if (what === 'send' && !upload.saved) await ledger.noteSending(upload);
					if (what === 'accept' && upload.saved)
						ledger.noteAccepted(upload, accepted(String(which)));
					if (what === 'refuse' && upload.saved && !upload.saved?.acceptance)
						ledger.withdraw(upload);
					if (what === 'release' && upload.claims > 0) ledger.release([upload]);
					known = known.filter((each) => find(ledger, each.numbers[0], each.app) === each.upload);
				}
			}
			const ledger = ledgerIn(store);
			for (const app of ['WS', 'TG']) {
				for (const number of americanNumbers(7)) {
					const expected = known.find((each) => each.app === app && each.numbers.includes(number));
					expect(find(ledger, number, app)).toBe(expected?.upload);
				}
			}
			expect(ledger.size).toBe(known.reduce((sum, { numbers }) => sum + numbers.length, 0));
		}),
	);
});

it('searches none of the short lists of a loop for a number, because they have an index', async () => {
	const ITERATIONS = 1000;
	const search = jest.spyOn(NumberList.prototype, 'indexOf');
	const store = {};
	const ledger = ledgerIn(store);
	await ledger.ready;
	for (let iteration = 0; iteration < ITERATIONS; iteration++) {
		const numbers = [14_155_600_000 + iteration, 14_155_600_000 + (iteration >> 1)].map(String);
		await ledger.inTurn(async () => {
			const fresh = numbers.filter((number) => !find(ledger, number));
			if (fresh.length > 0) ledger.claim([uploadOf(fresh)]);
		});
		const upload = find(ledger, numbers[0]) as PaidUpload;
		if (!upload.saved) await ledger.noteSending(upload);
		ledger.noteAccepted(upload, accepted(String(iteration)));
		ledger.release([upload]);
	}
	expect(ledger.size).toBe(ITERATIONS);
	expect(search).not.toHaveBeenCalled();
	search.mockRestore();
});
