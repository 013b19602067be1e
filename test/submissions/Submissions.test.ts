import { Submissions } from '../../nodes/Ihmjc/submissions/Submissions';

/** As n8n keeps it between tries: saved as JSON. */
const saved = (store: Record<string, unknown>) =>
	JSON.parse(JSON.stringify(store)) as Record<string, unknown>;

describe('the notes of what was sent', () => {
	it('know a list that was accepted, on the next try', () => {
		const store = {};
		const first = new Submissions(store, '0').of('WS', 'digest');
		expect(first.current).toEqual({ state: 'new' });
		first.noteSending();
		first.noteAccepted({ uploadId: '42992' });
		expect(new Submissions(saved(store), '0').of('WS', 'digest').current).toEqual({
			state: 'accepted',
			uploadId: '42992',
		});
	});

	it('know a list whose answer never came', () => {
		const store = {};
		new Submissions(store, '0').of('WS', 'digest').noteSending();
		expect(new Submissions(saved(store), '0').of('WS', 'digest').current).toEqual({
			state: 'sending',
		});
	});

	it('forget a list that was refused', () => {
		const store = {};
		const submission = new Submissions(store, '0').of('WS', 'digest');
		submission.noteSending();
		submission.noteWithdrawn();
		expect(new Submissions(store, '0').of('WS', 'digest').current).toEqual({ state: 'new' });
		expect(store).toEqual({});
	});

	it.each(['2', '11'])('know a list whose answer never came, also in run %s of a loop', (run) => {
		const store = {};
		new Submissions(store, '1').of('WS', 'digest').noteSending();
		const later = new Submissions(saved(store), run);
		expect(later.of('WS', 'digest').current).toEqual({ state: 'sending' });
		expect(later.of('TG', 'digest').current).toEqual({ state: 'new' });
		expect(later.of('WS', 'digest2').current).toEqual({ state: 'new' });
	});

	it('let the second of two equal lists be sent, whatever became of the first', () => {
		const run = new Submissions({}, '0');
		run.of('WS', 'digest').noteSending();
		expect(run.of('WS', 'digest').current).toEqual({ state: 'new' });
	});

	it.each([
		['another app', '0', 'TG', 'digest'],
		['another list', '0', 'WS', 'other'],
		['the next iteration of a loop', '1', 'WS', 'digest'],
	])('count %s as another submission', (_, run, app, digest) => {
		const store = {};
		new Submissions(store, '0').of('WS', 'digest').noteAccepted({ uploadId: '1' });
		expect(new Submissions(store, run).of(app, digest).current.state).toBe('new');
	});

	it('count the same list twice in one run as two, on every try in the same order', () => {
		const store = {};
		const run = new Submissions(store, '0');
		run.of('WS', 'digest').noteAccepted({ uploadId: '1' });
		const second = run.of('WS', 'digest');
		expect(second.current.state).toBe('new');
		second.noteAccepted({ uploadId: '2' });

		const retry = new Submissions(saved(store), '0');
		expect(retry.of('WS', 'digest').current).toEqual({ state: 'accepted', uploadId: '1' });
		expect(retry.of('WS', 'digest').current).toEqual({ state: 'accepted', uploadId: '2' });
		expect(retry.of('WS', 'digest').current).toEqual({ state: 'new' });
	});

	it('let whoever comes while a list is being sent wait for the outcome of that', async () => {
		const store = {};
		let sent = 0;
		let answer: (uploadId: string) => void = () => {};
		const send = async () => {
			sent++;
			return await new Promise<string>((resolve) => (answer = resolve));
		};
		const submission = () => new Submissions(store, 'tool').of('WS', 'digest');
		const both = [submission().shared(send), submission().shared(send)];
		const other = new Submissions({}, 'tool').of('WS', 'digest').shared(async () => 'other');
		answer('1');
		expect(await Promise.all(both)).toEqual(['1', '1']);
		expect(await other).toBe('other');
		expect(sent).toBe(1);
		expect(await submission().shared(async () => 'later')).toBe('later');
	});

	it('forget what could not be sent', async () => {
		const submission = new Submissions({}, '0').of('WS', 'digest');
		await expect(
			submission.shared(async () => await Promise.reject(new Error('full'))),
		).rejects.toThrow('full');
		expect(await submission.shared(async () => 'later')).toBe('later');
	});
});
