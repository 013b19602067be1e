import { APPS } from '../../nodes/Ihmjc/apps/apps';
import type { ParsedNumber } from '../../nodes/Ihmjc/numbers/createNumberParser';
import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';
import type { Fault } from '../../nodes/Ihmjc/service/Fault';
import { PaidUpload } from '../../nodes/Ihmjc/state/Ledger';
import {
	isChargeable,
	isPending,
	isSendable,
	Part,
	type PartState,
	sizeOf,
	uploadIdsOf,
} from '../../nodes/Ihmjc/uploads/Part';

const [APP] = APPS;
const [ONE, TWO, THREE] = [14_155_550_100, 14_155_550_101, 14_155_550_102];

const FAULT: Fault = { kind: 'noAnswer', message: 'No response', advice: 'Try again later.' };

const number = (value: number) => ({ ok: true, value, digits: String(value) }) as ParsedNumber;

const listOf = (...values: number[]) => {
	const list = new NumberList('US', '1');
	for (const value of values) list.add(value);
	return list;
};

const paidOf = (list: NumberList) => new PaidUpload(APP.code, 'Ihmjc 0', list);

/** A new list of this call. */
const planned = (list = listOf()) => new Part(APP, list, paidOf(list));

/** An upload of an earlier execution. */
const resumed = (...values: number[]) => new Part(APP, listOf(...values), undefined, '7', 'some');

const DONE: PartState = {
	kind: 'done',
	result: {
		verdicts: { at: (slot) => (slot === 0 ? 'activated' : undefined) },
		isComplete: true,
		checkedAt: '2030-01-01T00:00:00.000Z',
	},
};

describe('a number of a part', () => {
	it('is new once, and counted as a duplicate of its items later', () => {
		const part = planned();
		expect([part.add(ONE, 0), part.add(TWO, 0), part.add(ONE, 1)]).toEqual([true, true, false]);
		expect(part.duplicates).toBe(1);
		expect(part.items).toEqual([0, 1]);
		expect([...part.numbers]).toEqual([ONE, TWO]);
	});

	it("is new once for this call in another call's list, to which nothing is added", () => {
		const list = listOf(ONE, TWO);
		const part = new Part(APP, list, paidOf(list));
		expect([part.add(TWO, 0), part.add(TWO, 1), part.add(THREE, 2)]).toEqual([true, false, false]);
		expect([...list]).toEqual([ONE, TWO]);
	});

	it('may be missing unless a row names it', () => {
		const part = resumed(ONE);
		expect(part.mayLack(number(ONE))).toBe(false);
		part.mayHold([ONE, TWO]);
		expect(part.certain).toBe(1);
		part.mayHold([THREE]);
		expect(part).toMatchObject({ certain: 1, coverage: 'maybe' });
		expect([ONE, TWO, THREE].map((value) => part.mayLack(number(value)))).toEqual([
			false,
			true,
			true,
		]);
		expect([part.add(ONE, 0), part.add(THREE, 0)]).toEqual([false, true]);
	});

	it('has a verdict when the lists have one', () => {
		const part = resumed(ONE, TWO);
		expect(part.verdictOf(number(ONE))).toBeUndefined();
		part.state = DONE;
		expect(part.verdictOf(number(ONE))).toBe('activated');
		expect(part.verdictOf(number(TWO))).toBeUndefined();
	});
});

describe('the state of a part', () => {
	it.each<[string, PartState, { isPending: boolean; fault?: Fault; hasResult: boolean }]>([
		['unsent', { kind: 'unsent' }, { isPending: false, hasResult: false }],
		['held', { kind: 'held', least: 2, message: '' }, { isPending: false, hasResult: false }],
		['accepted', { kind: 'accepted' }, { isPending: true, hasResult: false }],
		[
			'pending',
			{ kind: 'pending', fault: FAULT },
			{ isPending: true, fault: FAULT, hasResult: false },
		],
		['done', DONE, { isPending: false, hasResult: true }],
		[
			'failed',
			{ kind: 'failed', fault: FAULT },
			{ isPending: false, fault: FAULT, hasResult: false },
		],
	])('says what is still to come: %s', (_, state, expected) => {
		const part = resumed(ONE);
		part.state = state;
		expect(isPending(part)).toBe(expected.isPending);
		expect(part.fault).toBe(expected.fault);
		expect(part.result !== undefined).toBe(expected.hasResult);
	});

	it('begins as accepted with an upload ID, and as unsent without', () => {
		expect(resumed(ONE).state).toEqual({ kind: 'accepted' });
		expect(planned().state).toEqual({ kind: 'unsent' });
		expect(planned()).toMatchObject({ kind: 'part', coverage: 'whole' });
	});

	it('tells what may be sent, and what would be charged', () => {
		const [fresh, held, claimed] = [planned(), planned(), planned()];
		held.state = { kind: 'held', least: 2, message: '' };
		if (claimed.paid) claimed.paid.claims = 1;
		const parts = [fresh, held, claimed, resumed(ONE)];
		expect(parts.filter(isSendable)).toEqual([fresh, claimed]);
		expect(parts.filter(isChargeable)).toEqual([fresh]);
	});
});

it('counts the numbers and lists the IDs of several parts', () => {
	const parts = [resumed(ONE), resumed(ONE, TWO)];
	expect(sizeOf(parts)).toBe(3);
	expect(uploadIdsOf(parts.filter(isPending))).toEqual(['7', '7']);
});
