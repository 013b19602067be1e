import { APPS } from '../../nodes/Ihmjc/apps/apps';
import type { ListSettings } from '../../nodes/Ihmjc/input/itemSettings';
import {
	createNumberParser,
	type ParsedNumber,
} from '../../nodes/Ihmjc/numbers/createNumberParser';
import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';
import type { Verdicts } from '../../nodes/Ihmjc/results/judge';
import { Ledger, PaidUpload } from '../../nodes/Ihmjc/state/Ledger';
import type { Part, PartState } from '../../nodes/Ihmjc/uploads/Part';
import { Parts } from '../../nodes/Ihmjc/uploads/Parts';

const parse = createNumberParser({ defaultCountry: 'none', strict: false, acceptForeign: false });
const [APP, OTHER_APP] = APPS;

function parsed(text: string): ParsedNumber {
	const number = parse(text);
	if (!number.ok) throw new Error(number.message);
	return number;
}

const NUMBERS = [
	'+442079460000',
	'+14155550100',
	'+14165550100',
	'+14155550101',
	'+1 (415) 555-0100',
	'+80012345678',
	'+881612345678',
	'+14155550100',
];
const [ONE, TWO, THREE] = ['+14155550100', '+14155550101', '+14155550102'].map(parsed);

const partsOf = (splitBy: ListSettings['splitBy'] = 'country', ledger = Ledger.of({}, '')) =>
	new Parts({ ledger, key: 'Ihmjc 0' }, splitBy);

/** Plans numbers, each of an item of its own. */
function planned(splitBy: ListSettings['splitBy'], texts = NUMBERS) {
	const parts = partsOf(splitBy);
	const areNew = texts.map((text, item) => {
		const number = parsed(text);
		return parts.plan(APP, number).add(number.value, item);
	});
	return { parts, areNew };
}

const summary = ({ all }: Parts) =>
	all.map(({ numbers: { country, callingCode, size }, duplicates }) => ({
		country,
		callingCode,
		size,
		duplicates,
	}));

/** A ledger in which the first two numbers were accepted as this upload. */
async function ledgerWith(uploadId: string) {
	const ledger = Ledger.of({}, '');
	const numbers = new NumberList('US', '1');
	for (const { value } of [ONE, TWO]) numbers.add(value);
	const upload = new PaidUpload(APP.code, 'Other 0', numbers);
	ledger.claim([upload]);
	await ledger.noteSending(upload);
	ledger.noteAccepted(upload, { uploadId, accepted: 2, pointsLeft: null });
	return { ledger, upload };
}

/** Result lists in which these numbers are activated. */
function done(part: Part, activated: ParsedNumber[], isComplete = true): PartState {
	const slots = activated.map(({ value }) => part.numbers.indexOf(value));
	const at = (slot: number) => (slots.includes(slot) ? 'activated' : undefined);
	const verdicts = { at } as Verdicts;
	return { kind: 'done', result: { verdicts, isComplete, checkedAt: '' } };
}

describe('planned uploads', () => {
	it('are one for each country, in order of first appearance', () => {
		expect(summary(planned('country').parts)).toEqual([
			{ country: 'GB', callingCode: '44', size: 1, duplicates: 0 },
			{ country: 'US', callingCode: '1', size: 2, duplicates: 2 },
			{ country: 'CA', callingCode: '1', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '800', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '881', size: 1, duplicates: 0 },
		]);
	});

	it('are one for each calling code, named by its main country', () => {
		expect(summary(planned('callingCode', ['+14165550100', ...NUMBERS]).parts)).toEqual([
			{ country: 'US', callingCode: '1', size: 3, duplicates: 3 },
			{ country: 'GB', callingCode: '44', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '800', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '881', size: 1, duplicates: 0 },
		]);
	});

	it('tell whether a number is new, and know the items of their numbers', () => {
		const { parts, areNew } = planned('country');
		expect(areNew).toEqual([true, true, true, true, false, true, true, false]);
		const [british, american] = parts.all;
		expect([british.items, american.items]).toEqual([[0], [1, 3, 4, 7]]);
		expect([...american.numbers]).toEqual([14155550100, 14155550101]);
	});

	it('are separate for a second app', () => {
		const { parts } = planned('country', ['+14155550100']);
		expect(parts.plan(OTHER_APP, ONE).add(ONE.value, 0)).toBe(true);
		expect(parts.all.map(({ app }) => app)).toEqual([APP, OTHER_APP]);
	});

	it('are separate for each source, but a number is only in the first', () => {
		const parts = partsOf();
		parts.plan(APP, ONE).add(ONE.value, 0);
		parts.nextSource();
		expect(parts.plan(APP, ONE)).toBe(parts.all[0]);
		for (const number of [TWO, THREE]) parts.plan(APP, number).add(number.value, 1);
		parts.nextSource();
		expect(parts.plan(APP, TWO)).toBe(parts.all[1]);
		expect(parts.all.map(({ numbers }) => [...numbers].length)).toEqual([1, 2]);
	});

	it('are whole, unsent, and of this run', () => {
		const [part] = planned('country', ['+14155550100']).parts.all;
		expect(part).toMatchObject({ coverage: 'whole', uploadId: undefined });
		expect(part.state).toEqual({ kind: 'unsent' });
		expect(part.paid).toMatchObject({ app: APP.code, run: 'Ihmjc 0', isNew: true });
		expect(part.paid?.numbers).toBe(part.numbers);
	});
});

describe('the upload that has a number already', () => {
	it('is unknown for a new number', () => {
		expect(partsOf().find(APP, ONE)).toBeUndefined();
	});

	it('is one of this execution, which a call joins once for its app', async () => {
		const { ledger, upload } = await ledgerWith('1');
		const parts = partsOf('country', ledger);
		const part = parts.find(APP, ONE);
		expect(part).toMatchObject({ app: APP, paid: upload, coverage: 'whole' });
		expect(parts.find(APP, TWO)).toBe(part);
		expect(parts.all).toEqual([part]);
		expect(parts.find(APP, THREE)).toBeUndefined();
		expect(parts.find(OTHER_APP, ONE)).toBeUndefined();
	});

	it('knows which of its numbers this call has asked for', async () => {
		const { ledger } = await ledgerWith('1');
		const part = partsOf('country', ledger).find(APP, ONE) as Part;
		expect([part.add(TWO.value, 3), part.add(TWO.value, 3), part.add(TWO.value, 4)]).toEqual([
			true,
			false,
			false,
		]);
		expect(part).toMatchObject({ duplicates: 2, items: [3, 4] });
		expect(part.add(ONE.value, 5)).toBe(true);
		expect(part.numbers.size).toBe(2);
	});

	it('is the one that a row names, for all rows with its number', () => {
		const parts = partsOf();
		const part = parts.resume(APP, ONE, '7');
		expect(part).toMatchObject({ uploadId: '7', coverage: 'some', paid: undefined });
		expect(part.state).toEqual({ kind: 'accepted' });
		expect([part.numbers.country, part.numbers.callingCode]).toEqual(['US', '1']);
		expect(parts.resume(APP, TWO, '7')).toBe(part);
		expect(parts.find(APP, ONE)).toBe(part);
		expect(parts.find(APP, TWO)).toBe(part);
		expect(parts.find(APP, THREE)).toBeUndefined();
		expect(parts.find(OTHER_APP, ONE)).toBeUndefined();
		expect(parts.resume(OTHER_APP, ONE, '7')).not.toBe(part);
		expect(parts.resume(APP, ONE, '8')).not.toBe(part);
	});

	it('is one of this execution if a row names its ID and it has the number', async () => {
		const { ledger, upload } = await ledgerWith('7');
		const parts = partsOf('country', ledger);
		const part = parts.resume(APP, ONE, '7');
		expect(part.paid).toBe(upload);
		expect(parts.addGiven(APP, '7', [])).toBe(part);
		expect(parts.find(APP, TWO)).toBe(part);
		expect(parts.all).toHaveLength(1);
	});

	it('is of an earlier execution if a row names it for a number that it was not sent with', async () => {
		const { ledger } = await ledgerWith('7');
		const parts = partsOf('country', ledger);
		const part = parts.resume(APP, THREE, '7');
		expect(part).toMatchObject({ uploadId: '7', coverage: 'some', paid: undefined });
		expect(parts.find(APP, THREE)).toBe(part);
		expect(parts.find(APP, ONE)).not.toBe(part);
	});
});

describe("an upload of 'Resume Uploads'", () => {
	const given = (state: (part: Part) => PartState) => {
		const parts = partsOf();
		const part = parts.addGiven(APP, '7', [ONE.value, TWO.value]);
		part.state = state(part);
		return { parts, part };
	};

	it('may have any of the numbers that would be sent', () => {
		const { part } = given(() => ({ kind: 'accepted' }));
		expect(part).toMatchObject({ uploadId: '7', coverage: 'maybe' });
		expect([...part.numbers]).toEqual([ONE.value, TWO.value]);
		expect(part.add(ONE.value, 0)).toBe(true);
		expect(part.add(ONE.value, 1)).toBe(false);
	});

	it('is one upload if it is entered twice', () => {
		const { parts, part } = given(() => ({ kind: 'accepted' }));
		expect(parts.addGiven(APP, '7', [ONE.value, TWO.value])).toBe(part);
		expect(part.add(ONE.value, 0)).toBe(true);
		expect(parts.all).toEqual([part]);
	});

	it('has a number if its lists have it', () => {
		const { parts, part } = given((each) => done(each, [ONE]));
		expect(parts.find(APP, ONE)).toBe(part);
		expect(parts.find(APP, TWO)).toBeUndefined();
		expect(parts.find(OTHER_APP, ONE)).toBeUndefined();
	});

	it.each<[string, (part: Part) => PartState]>([
		['are incomplete', (part) => done(part, [ONE], false)],
		['are not there yet', () => ({ kind: 'pending' })],
		['are gone', () => ({ kind: 'failed', fault: { kind: 'refused', message: 'No', advice: '' } })],
	])('has every number if its lists %s', (_, state) => {
		const { parts, part } = given(state);
		expect(parts.find(APP, ONE)).toBe(part);
		expect(parts.find(APP, TWO)).toBe(part);
	});

	it('has only its own numbers if this execution made it', async () => {
		const { ledger, upload } = await ledgerWith('7');
		const parts = partsOf('country', ledger);
		const part = parts.addGiven(APP, '7', [THREE.value]);
		expect(part).toMatchObject({ paid: upload, coverage: 'whole' });
		expect(parts.find(APP, ONE)).toBe(part);
		expect(parts.find(APP, THREE)).toBeUndefined();
	});

	it('is used before one that was entered before it, and after those that rows name', () => {
		const parts = partsOf();
		const named = parts.resume(APP, THREE, '5');
		const [earlier, later] = ['6', '7'].map((id) =>
			parts.addGiven(APP, id, [ONE.value, TWO.value]),
		);
		earlier.state = done(earlier, [ONE, TWO]);
		later.state = done(later, [TWO]);
		expect(parts.find(APP, ONE)).toBe(earlier);
		expect(parts.find(APP, TWO)).toBe(later);
		expect(parts.find(APP, THREE)).toBe(named);
	});

	it('is the same as the one that a row names, with the numbers of both', () => {
		const parts = partsOf();
		const part = parts.resume(APP, ONE, '7');
		part.add(ONE.value, 0);
		expect(parts.addGiven(APP, '7', [TWO.value])).toBe(part);
		expect([...part.numbers]).toEqual([ONE.value, TWO.value]);
		expect(part.add(ONE.value, 1)).toBe(false);
		expect(part.add(TWO.value, 2)).toBe(true);
		expect(parts.all).toEqual([part]);
	});
});
