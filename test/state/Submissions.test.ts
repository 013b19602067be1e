import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';
import { Submissions } from '../../nodes/Ihmjc/state/Submissions';
import { americanNumbers } from '../helpers/fictionalNumbers';

type Store = Record<string, unknown>;

/** Copies the memory like n8n between tries, which saves it as JSON. */
const saved = (store: Store) => JSON.parse(JSON.stringify(store)) as Store;

const notesIn = (store: Store) => Submissions.of(store, 'account');

const accepted = (uploadId: string) => ({ uploadId, accepted: null, pointsLeft: null });

const listOf = (numbers: readonly string[]) => {
	const list = new NumberList('US', '1');
	for (const number of numbers) list.add(number);
	return list;
};

/** A claimed submission of a whole list, the first of its run. */
function claimList(
	store: Store,
	{ app = 'WS', digest = 'digest', run = '0', node = 'Ihmjc' } = {},
) {
	const submission = notesIn(store).ofLists(node, run)(app, digest, 3);
	notesIn(store).claim([submission]);
	return submission;
}

async function claimNumbers(store: Store, numbers: readonly string[], digest = 'digest') {
	const list = listOf(numbers);
	const submission = await notesIn(store).ofNumbers('WS', '0', list, async () => digest);
	notesIn(store).claim([submission]);
	return submission;
}

describe('the records of whole lists', () => {
	it('contain an accepted list in the next try', () => {
		const store = {};
		const first = claimList(store);
		expect(first.current).toEqual({ state: 'new' });
		first.noteSending();
		first.noteAccepted(accepted('42992'));
		expect(claimList(saved(store)).current).toEqual({ state: 'accepted', ...accepted('42992') });
	});

	it('contain a list whose response was lost', () => {
		const store = {};
		claimList(store).noteSending();
		expect(claimList(saved(store)).current).toEqual({ state: 'sending' });
	});

	it('forget a refused list', () => {
		const store = {};
		const submission = claimList(store);
		submission.noteSending();
		submission.noteWithdrawn();
		expect(store).toEqual({});
		expect(claimList(store).current).toEqual({ state: 'new' });
	});

	it('know a list whose response never came, also in another iteration of a loop', () => {
		const store = {};
		claimList(store, { run: '1' }).noteSending();
		const later = saved(store);
		expect(claimList(later, { run: '11' }).current).toEqual({ state: 'sending' });
		expect(claimList(later, { run: '11', app: 'TG' }).current).toEqual({ state: 'new' });
		expect(claimList(later, { run: '11', digest: 'other' }).current).toEqual({ state: 'new' });
		expect(claimList(later, { run: '11', node: 'Other' }).current).toEqual({ state: 'new' });
	});

	it('allow sending the second of two equal lists, regardless of the first', () => {
		const store = {};
		const submissionOf = notesIn(store).ofLists('Ihmjc', '0');
		const first = submissionOf('WS', 'digest', 3);
		notesIn(store).claim([first]);
		first.noteSending();
		expect(submissionOf('WS', 'digest', 3).current).toEqual({ state: 'new' });
	});

	it.each([
		['another app', { app: 'TG' }],
		['another list', { digest: 'other' }],
		['the next iteration of a loop', { run: '1' }],
		['another node', { node: 'Other' }],
	])('treat %s as another submission', (_, other) => {
		const store = {};
		claimList(store).noteAccepted(accepted('1'));
		expect(claimList(store, other).current.state).toBe('new');
	});

	it('treat the same list twice in one run as two submissions in every try', () => {
		const store = {};
		const submissionOf = notesIn(store).ofLists('Ihmjc', '0');
		for (const uploadId of ['1', '2']) {
			submissionOf('WS', 'digest', 3).noteAccepted(accepted(uploadId));
		}
		const retry = notesIn(saved(store)).ofLists('Ihmjc', '0');
		expect(retry('WS', 'digest', 3).current).toMatchObject({ uploadId: '1' });
		expect(retry('WS', 'digest', 3).current).toMatchObject({ uploadId: '2' });
		expect(retry('WS', 'digest', 3).current).toEqual({ state: 'new' });
	});

	it('make a second caller wait while a list is being sent', async () => {
		const store = {};
		let sent = 0;
		let respond: (uploadId: string) => void = () => {};
		const send = async () => {
			sent++;
			return await new Promise<string>((resolve) => (respond = resolve));
		};
		const both = [claimList(store).shared(send), claimList(store).shared(send)];
		const other = claimList({}).shared(async () => 'other');
		respond('1');
		expect(await Promise.all(both)).toEqual(['1', '1']);
		expect(await other).toBe('other');
		expect(sent).toBe(1);
		expect(await claimList(store).shared(async () => 'later')).toBe('later');
	});

	it('forget a list that could not be sent', async () => {
		const submission = claimList({});
		await expect(
			submission.shared(async () => await Promise.reject(new Error('full'))),
		).rejects.toThrow('full');
		expect(await submission.shared(async () => 'later')).toBe('later');
	});

	it('count the lists of one run separately for each app and list', () => {
		const store = {};
		const lists = [
			['WS', 'digest', '1'],
			['TG', 'digest', '2'],
			['WS', 'other', '3'],
		] as const;
		for (const [app, digest, uploadId] of lists) {
			claimList(store, { app, digest }).noteAccepted(accepted(uploadId));
		}
		const retry = notesIn(saved(store)).ofLists('Ihmjc', '0');
		for (const [app, digest, uploadId] of lists) {
			expect(retry(app, digest, 3).current).toMatchObject({ uploadId });
		}
	});

	it('tell whether a list is sent, or claimed to be', () => {
		const store = {};
		const submission = notesIn(store).ofLists('Ihmjc', '0')('WS', 'digest', 3);
		expect(notesIn(store).has(submission)).toBe(false);
		notesIn(store).claim([submission]);
		expect(notesIn(store).has(submission)).toBe(true);
	});

	it('save only lists that have left', () => {
		const store: Store = {};
		claimList(store);
		const sent = claimList(store, { digest: 'other' });
		sent.noteSending();
		expect(Object.values(store)).toEqual([[expect.objectContaining({ identity: 'Ihmjc other' })]]);
	});

	it('return a refusal to everybody who waited for the list', async () => {
		const submission = claimList({});
		const send = async () => {
			await Promise.resolve();
			submission.noteWithdrawn();
			return 'refused';
		};
		expect(await submission.shared(send)).toBe('refused');
		expect(await submission.shared(async () => 'sent')).toBe('refused');
	});

	it('show a list that is being sent as neither unsent nor lost', async () => {
		const submission = claimList({});
		expect([submission.isUnsent, submission.isLost]).toEqual([true, false]);
		await submission.shared(async () => {
			await Promise.resolve();
			expect([submission.isUnsent, submission.isLost]).toEqual([false, false]);
			submission.noteSending();
			expect([submission.isUnsent, submission.isLost]).toEqual([false, false]);
		});
		expect([submission.isUnsent, submission.isLost]).toEqual([false, true]);
	});

	it('keep two accounts apart', () => {
		const store = {};
		claimList(store).noteAccepted(accepted('1'));
		const other = Submissions.of(store, 'other').ofLists('Ihmjc', '0')('WS', 'digest', 3);
		expect(other.current).toEqual({ state: 'new' });
	});
});

describe('the records of sent numbers', () => {
	const [one, two, three] = americanNumbers(3);

	it('contain each number while it is sent and afterward', async () => {
		const store = {};
		const submission = await claimNumbers(store, [one, two]);
		expect(notesIn(store).ofNumber('WS', one)).toBe(submission);
		expect(store).toEqual({});
		submission.noteSending();
		submission.noteAccepted(accepted('42992'));

		const later = notesIn(saved(store));
		expect(later.ofNumber('WS', two)?.current).toMatchObject({ uploadId: '42992' });
		expect([...(later.ofNumber('WS', two)?.list.numbers ?? [])]).toEqual([one, two]);
		expect(later.ofNumber('WS', three)).toBeUndefined();
		expect(later.ofNumber('TG', one)).toBeUndefined();
		expect(later.size).toBe(2);
	});

	it('forget numbers that were refused or released before they were sent', async () => {
		const store = {};
		const refused = await claimNumbers(store, [one]);
		refused.noteSending();
		refused.noteWithdrawn();
		const unsent = await claimNumbers(store, [two]);
		notesIn(store).release([refused, unsent]);
		expect([one, two].map((each) => notesIn(store).ofNumber('WS', each))).toEqual([
			undefined,
			undefined,
		]);
		expect(notesIn(store).size).toBe(0);
	});

	it('keep a number that two calls have claimed until both release it', async () => {
		const store = {};
		const submission = await claimNumbers(store, [one]);
		notesIn(store).claim([submission]);
		notesIn(store).release([submission]);
		expect(notesIn(store).ofNumber('WS', one)).toBe(submission);
		notesIn(store).release([submission]);
		expect(notesIn(store).ofNumber('WS', one)).toBeUndefined();
	});

	it('forget a refused number at once, but not a later list that has it too', async () => {
		const store = {};
		const first = await claimNumbers(store, [one, two]);
		const later = await claimNumbers(store, [two]);
		first.noteSending();
		first.noteWithdrawn();
		expect(notesIn(store).ofNumber('WS', one)).toBeUndefined();
		expect(notesIn(store).ofNumber('WS', two)).toBe(later);
	});

	it('keep the country and calling code of a list', async () => {
		const store = {};
		(await claimNumbers(store, [one])).noteAccepted(accepted('1'));
		const numbers = notesIn(saved(store)).ofNumber('WS', one)?.list.numbers;
		expect([numbers?.country, numbers?.callingCode]).toEqual(['US', '1']);
	});

	it('contain exactly 100,000 numbers, but not one more', async () => {
		const store = {};
		const many = Array.from({ length: 100_000 }, (_, index) => String(14_155_600_000 + index));
		await claimNumbers(store, many);
		await claimNumbers(store, [one]);
		expect(notesIn(store).ofNumber('WS', many[0])).toBeDefined();
		expect(notesIn(store).ofNumber('WS', one)).toBeUndefined();
	});

	it('never release a number that is being sent', async () => {
		const store = {};
		const submission = await claimNumbers(store, [one]);
		const sending = submission.shared(async () => {
			submission.noteSending();
			notesIn(store).release([submission]);
		});
		notesIn(store).release([submission]);
		await sending;
		expect(notesIn(store).ofNumber('WS', one)).toBe(submission);
	});

	it('contain only the digest of a list with more than 100,000 numbers', async () => {
		const store = {};
		const many = Array.from({ length: 100_000 }, (_, index) => String(14_155_500_000 + index));
		const first = await claimNumbers(store, [one], 'short');
		const long = await claimNumbers(store, many, 'long');
		for (const each of [first, long]) each.noteAccepted(accepted(String(each.list.size)));
		expect(JSON.stringify(store).length).toBeLessThan(1000);

		const later = saved(store);
		expect(notesIn(later).ofNumber('WS', one)?.current).toMatchObject({ uploadId: '1' });
		expect(notesIn(later).ofNumber('WS', many[0])).toBeUndefined();
		expect((await claimNumbers(later, many, 'long')).current).toMatchObject({ uploadId: '100000' });
		expect((await claimNumbers(later, many, 'longer')).current).toEqual({ state: 'new' });
	});

	it('handle claims one after the other', async () => {
		const order: string[] = [];
		const notes = notesIn({});
		await Promise.all([
			notes.inTurn(async () => {
				await Promise.resolve();
				order.push('first');
			}),
			notes.inTurn(async () => order.push('second')),
		]);
		await expect(notes.inTurn(async () => await Promise.reject(new Error('no')))).rejects.toThrow();
		await notes.inTurn(async () => order.push('third'));
		expect(order).toEqual(['first', 'second', 'third']);
	});
});
