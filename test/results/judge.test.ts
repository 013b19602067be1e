import * as fc from 'fast-check';

import { NumberList } from '../../nodes/Ihmjc/numbers/NumberList';
import { type Counts, judge, NO_VERDICTS } from '../../nodes/Ihmjc/results/judge';
import { type Coverage, ResultList } from '../../nodes/Ihmjc/results/ResultList';
import type { Ending } from '../../nodes/Ihmjc/results/ResultListReader';

/** A list as it is received: missing, or a text that ends somehow. It is cut off if it has no ending. */
type Received = { text: string; ending?: Ending } | undefined;

interface Case {
	coverage: Coverage;
	known: string[];
	activated: Received;
	unregistered: Received;
	counts: Counts;
}

function judged({ coverage, known, activated, unregistered, counts }: Case) {
	const numbers = new NumberList('', '');
	for (const digits of known) numbers.add(Number(digits));
	const read = (received: Received, expected?: number) => {
		if (!received) return undefined;
		const list = new ResultList(numbers, coverage, { expected });
		list.push(Buffer.from(received.text));
		if (received.ending) list.end(received.ending);
		return list;
	};
	const lists = {
		activated: read(activated, counts.activated),
		unregistered: read(unregistered, counts.unregistered),
	};
	const { verdicts, ...judgment } = judge(known.length, coverage, counts, lists);
	return { ...judgment, said: known.map((_, slot) => verdicts.at(slot)) };
}

const whole = (text: string): Received => ({ text, ending: 'announced' });

const linesOf = (numbers: string[]) => numbers.map((number) => `${number}\n`).join('');

const [A, B, C, D] = ['14155550100', '14155550101', '14155550102', '14155550103'];
const SHORT = '493012345';
const LONG = '4930123456';

const NONE = undefined;

/** Lists as texts without line ends are made of lines; `-` is a list that isn't there. */
const received = (list: string[] | string): Received => {
	if (list === '-') return undefined;
	return whole(typeof list === 'string' ? list : linesOf(list));
};

describe('judge', () => {
	it.each<
		[
			string,
			Coverage,
			known: string[],
			activated: string[] | string,
			unregistered: string[] | string,
			counts: [number?, number?],
			said: Array<string | undefined>,
			isComplete: boolean,
		]
	>([
		['each number once', 'whole', [A, B], [A], [B], [1, 1], ['activated', 'unregistered'], true],
		['wrong counts', 'whole', [A, B], [A], [B], [0, 9], ['activated', 'unregistered'], true],
		['no counts', 'whole', [A, B], [A], [B], [], ['activated', 'unregistered'], true],
		['each twice', 'whole', [A, B], [A, A], [B, B], [1, 1], ['activated', 'unregistered'], true],
		['one in neither', 'whole', [A, B], [A], [], [1, 0], ['activated', 'unknown'], true],
		['one in neither and no count', 'whole', [A, B], [A], [], [1], ['activated', NONE], false],
		['one in neither, counted', 'whole', [A, B], [A], [], [1, 1], ['activated', NONE], false],
		['nothing counted', 'whole', [A, B], [], [], [0, 0], [NONE, NONE], false],
		['all in both', 'whole', [A, B], [A, B], [A, B], [2, 2], [NONE, NONE], false],
		[
			'one in both and one in neither',
			'whole',
			[A, B, C],
			[A, B],
			[B],
			[2, 1],
			['activated', NONE, NONE],
			false,
		],
		['a list that is missing', 'whole', [A, B], '-', [B], [0, 1], [NONE, 'unregistered'], false],
		['a missing list of no numbers', 'whole', [A], [A], '-', [1, 0], ['activated'], true],
		['both lists missing', 'whole', [A], '-', '-', [1, 0], [NONE], false],
		['a number that was never sent', 'whole', [A, B], [A], [D], [1, 1], ['activated', NONE], false],
		[
			'all, and one never sent',
			'whole',
			[A, B],
			[A, D],
			[B],
			[2, 1],
			['activated', 'unregistered'],
			true,
		],
		['a line of text', 'whole', [A, B], `${A}\nend\nend\n`, [], [1, 0], ['activated', NONE], false],
		['a header', 'whole', [A, B], `phone\n${A}\n`, [], [1, 0], ['activated', 'unknown'], true],
		[
			'no last line end',
			'whole',
			[A, B],
			`${B}\n${A}`,
			[],
			[2, 0],
			['activated', 'activated'],
			true,
		],
		[
			'an end that is the beginning of another number',
			'whole',
			[SHORT, LONG],
			SHORT,
			[],
			[1, 0],
			[NONE, NONE],
			false,
		],
		[
			'such an end with a line end',
			'whole',
			[SHORT, LONG],
			[SHORT],
			[],
			[1, 0],
			['activated', 'unknown'],
			true,
		],
		[
			'such an end with a column',
			'whole',
			[SHORT, LONG],
			`${SHORT},1`,
			[],
			[1, 0],
			['activated', 'unknown'],
			true,
		],
		[
			'an end within a number',
			'whole',
			[A, B],
			`${A}\n1415555`,
			[],
			[1, 0],
			['activated', NONE],
			false,
		],
		[
			'an end within the only number',
			'whole',
			[A, B],
			'14155',
			[B],
			[0, 1],
			[NONE, 'unregistered'],
			false,
		],
		['an end after a quote', 'whole', [A, B], `${A}\n"`, [], [1, 0], ['activated', NONE], false],
		[
			'some in the lists',
			'some',
			[A, B],
			[A, C],
			[B, D],
			[2, 2],
			['activated', 'unregistered'],
			true,
		],
		['some in neither', 'some', [A, B], [A, C], [D], [2, 1], ['activated', NONE], false],
		['some in a list, the other missing', 'some', [A], [A, C], '-', [2, 0], ['activated'], false],
		['some at an end that fits', 'some', [A], `${C}\n${A}`, [], [2, 0], ['activated'], true],
		['some at an end too many', 'some', [A], `${C}\n${A}`, [], [1, 0], [NONE], false],
		['some at an end too few', 'some', [A], `${C}\n${A}`, [], [3, 0], [NONE], false],
		[
			'some at an end of another length',
			'some',
			[SHORT],
			`${LONG}\n${SHORT}`,
			[],
			[2, 0],
			[NONE],
			false,
		],
		['some at the end of a single line', 'some', [A], A, [], [1, 0], ['activated'], true],
		[
			'some with an end that another begins with',
			'some',
			[LONG],
			`493012346\n${SHORT}`,
			[LONG],
			[2, 1],
			['unregistered'],
			true,
		],
		['maybe some of the lists', 'maybe', [A, B], [A, C], [D], [2, 1], ['activated', NONE], true],
		['maybe some, counted late', 'maybe', [A, B], [A, C], [D], [1, 1], ['activated', NONE], false],
		[
			'maybe some, counted too high',
			'maybe',
			[A, B],
			[A, C],
			[D],
			[9, 1],
			['activated', NONE],
			false,
		],
		[
			'maybe some of a missing list',
			'maybe',
			[A, B],
			[A, C],
			'-',
			[2, 0],
			['activated', NONE],
			false,
		],
		['maybe some, in both', 'maybe', [A, B], [A, C], [A], [2, 1], [NONE, NONE], false],
		['maybe some, repeated', 'maybe', [A, B], [A, A], [D], [2, 1], ['activated', NONE], false],
		[
			'maybe the beginning of one',
			'maybe',
			[LONG],
			`493012346\n${SHORT}`,
			[D],
			[2, 1],
			[NONE],
			false,
		],
		[
			'maybe some, a last one again',
			'maybe',
			[A, B],
			`${A}\n${C}\n${A}`,
			[D],
			[2, 1],
			['activated', NONE],
			true,
		],
		[
			'maybe some, a foreign last one again',
			'maybe',
			[A, B],
			`${C}\n${A}\n${C}`,
			[D],
			[2, 1],
			['activated', NONE],
			true,
		],
		['maybe none', 'maybe', [A, B], [C], [D], [1, 1], [NONE, NONE], true],
		['maybe none of no numbers', 'maybe', [A], [], [], [0, 0], [NONE], false],
	])(
		'judges lists with %s (%s)',
		(_, coverage, known, activated, unregistered, [some, others], said, isComplete) => {
			const judgment = judged({
				coverage,
				known,
				activated: received(activated),
				unregistered: received(unregistered),
				counts: { activated: some, unregistered: others },
			});
			expect(judgment).toMatchObject({ said, isComplete });
		},
	);

	it.each<[string, Ending | undefined, string | undefined]>([
		['as announced', 'announced', 'activated'],
		['where its sender marked it', 'chunked', 'activated'],
		['where the connection ended', 'unknown', undefined],
		['where it was cut off', undefined, undefined],
	])('judges a last number without line end in a list that ended %s', (_, ending, said) => {
		const activated = { text: `${A}\n${B}`, ending };
		const counts = { activated: 2, unregistered: 0 };
		for (const coverage of ['whole', 'some', 'maybe'] as const) {
			const of = { coverage, known: [A, B], activated, unregistered: whole(''), counts };
			expect(judged(of).said).toEqual(['activated', said]);
		}
	});

	it('has no verdict for a number that the upload does not have', () => {
		const { verdicts } = judge(1, 'whole', {}, {});
		expect(verdicts.at(-1)).toBeUndefined();
	});

	it('keeps no more foreign numbers than the query counts, and never takes them for all', () => {
		const foreign = Array.from({ length: 50 }, (_, index) => String(14155560100 + index));
		for (const expected of [3, 49, 51, undefined]) {
			const counts = { activated: expected, unregistered: 0 };
			const lists = { activated: whole(linesOf(foreign)), unregistered: whole('') };
			const { isComplete } = judged({ coverage: 'maybe', known: [A], counts, ...lists });
			expect(isComplete).toBe(false);
		}
	});
});

/** Numbers of which many are the beginnings of others. */
const anyNumber = fc
	.array(fc.constantFrom('0', '1'), { maxLength: 4 })
	.map((digits) => `4930123${digits.join('')}`);

const anyReceived = (numbers: fc.Arbitrary<string>) =>
	fc.option(
		fc.record({
			lines: fc.array(numbers, { maxLength: 6 }),
			lineEnd: fc.constantFrom('\n', '\r\n'),
			cutAt: fc.option(fc.nat(60), { nil: undefined }),
			ending: fc.constantFrom<Ending | undefined>('announced', 'chunked', 'unknown', undefined),
		}),
		{ nil: undefined },
	);

const anyCase = fc
	.record({
		upload: fc.uniqueArray(anyNumber, { minLength: 1, maxLength: 6 }),
		others: fc.uniqueArray(anyNumber, { maxLength: 3 }),
		coverage: fc.constantFrom<Coverage>('whole', 'some', 'maybe'),
		mask: fc.infiniteStream(fc.boolean()),
	})
	.chain(({ upload, others, coverage, mask }) => {
		const foreign = others.filter((each) => !upload.includes(each));
		const asked = coverage === 'maybe' ? [...upload, ...foreign] : upload;
		const known = asked.filter(() => coverage === 'whole' || mask.next().value);
		const lines = anyReceived(fc.constantFrom(...upload, ...foreign));
		const count = fc.option(fc.nat(6), { nil: undefined });
		return fc.record({
			coverage: fc.constant(coverage),
			known: fc.constant(known),
			full: fc.record({ activated: lines, unregistered: lines }),
			guessed: fc.record({ activated: count, unregistered: count }),
			areCountsRight: fc.boolean(),
		});
	});

const fullText = ({ lines, lineEnd }: { lines: string[]; lineEnd: string }) =>
	lines.map((line) => line + lineEnd).join('');

/** The verdicts that a list's text implies. */
function saysOf(
	list: Received,
	{ coverage, known }: Pick<Case, 'coverage' | 'known'>,
	count?: number,
) {
	if (!list) return { numbers: new Set<string>(), isUnderstood: false, isThere: false };
	const lines = list.text.split(/\r\n|\r|\n/);
	const last = lines.pop() ?? '';
	const numbers = new Set(lines.filter((line) => line !== ''));
	const isEnded = list.ending !== undefined;
	if (last === '' || !isEnded) return { numbers, isUnderstood: isEnded, isThere: true };
	const isBeginning = known.some((each) => each !== last && each.startsWith(last));
	const fits = numbers.size === 0 || [...numbers].some((number) => number.length === last.length);
	const counts =
		last.length >= 7 &&
		list.ending !== 'unknown' &&
		!isBeginning &&
		(coverage === 'whole' || (fits && new Set([...numbers, last]).size === count));
	return { numbers: counts ? numbers.add(last) : numbers, isUnderstood: counts, isThere: true };
}

describe('judge, for any lists, counts and knowledge', () => {
	const anyJudged = anyCase.map(({ full, guessed, areCountsRight, ...known }) => {
		const cut = (list: typeof full.activated): Received =>
			list && { text: fullText(list).slice(0, list.cutAt), ending: list.ending };
		const right = (list: typeof full.activated) => new Set(list?.lines).size;
		const counts = areCountsRight
			? { activated: right(full.activated), unregistered: right(full.unregistered) }
			: guessed;
		const lists = { activated: cut(full.activated), unregistered: cut(full.unregistered) };
		return { full, of: { ...known, ...lists, counts } satisfies Case };
	});

	it('says what the lists say, and unknown only if they say everything', () => {
		fc.assert(
			fc.property(anyJudged, ({ of }) => {
				const { coverage, known, counts } = of;
				const activated = saysOf(of.activated, of, counts.activated);
				const unregistered = saysOf(of.unregistered, of, counts.unregistered);
				const { said } = judged(of);
				const isEverything =
					coverage === 'whole' &&
					[activated, unregistered].every(({ isThere, isUnderstood, numbers }) => {
						return isThere && isUnderstood && [...numbers].every((each) => known.includes(each));
					}) &&
					activated.numbers.size === counts.activated &&
					unregistered.numbers.size === counts.unregistered &&
					activated.numbers.size + unregistered.numbers.size > 0 &&
					![...activated.numbers].some((each) => unregistered.numbers.has(each));
				for (const [index, number] of known.entries()) {
					const isActivated = activated.numbers.has(number);
					const isUnregistered = unregistered.numbers.has(number);
					if (isActivated && isUnregistered) expect(said[index]).toBeUndefined();
					else if (isActivated) expect(said[index]).toBe('activated');
					else if (isUnregistered) expect(said[index]).toBe('unregistered');
					else expect(said[index]).toBe(isEverything ? 'unknown' : undefined);
				}
			}),
			{ numRuns: 3000 },
		);
	});

	it('is not complete while a list is missing and not all numbers are known', () => {
		for (const missing of ['activated', 'unregistered']) {
			const lists = {
				activated: whole(`${A}\n`),
				unregistered: whole(`${A}\n`),
				[missing]: undefined,
			};
			const { said, isComplete } = judged({ coverage: 'some', known: [A], ...lists, counts: {} });
			expect([said, isComplete]).toEqual([
				[missing === 'activated' ? 'unregistered' : 'activated'],
				false,
			]);
		}
	});

	it('gives no verdict of a number without a slot', () => {
		const numbers = new NumberList('', '');
		numbers.add(Number(A));
		const unregistered = new ResultList(numbers, 'whole');
		unregistered.push(Buffer.from(`${A}\n`));
		unregistered.end('announced');
		const { verdicts } = judge(1, 'whole', { unregistered: 1 }, { unregistered });
		expect([0, -1].map((slot) => verdicts.at(slot))).toEqual(['unregistered', undefined]);
		expect(NO_VERDICTS.at(0)).toBeUndefined();
	});

	it('gives a number of a known upload no verdict that its uncut list does not have', () => {
		fc.assert(
			fc.property(anyJudged, ({ full, of }) => {
				const lines = [...(full.activated?.lines ?? []), ...(full.unregistered?.lines ?? [])];
				// The end of a number that was never sent may be taken for one that was.
				fc.pre(of.coverage === 'whole' && lines.every((line) => of.known.includes(line)));
				for (const [index, verdict] of judged(of).said.entries()) {
					if (verdict === undefined || verdict === 'unknown') continue;
					expect(full[verdict]?.lines).toContain(of.known[index]);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('is complete only if every known number is answered, or the lists say everything', () => {
		fc.assert(
			fc.property(anyJudged, ({ of }) => {
				const { said, answered, isComplete } = judged(of);
				const open = said.filter((each) => each === undefined).length;
				const answers = said.filter((each) => each === 'activated' || each === 'unregistered');
				expect(answered).toBe(answers.length);
				if (isComplete && of.coverage !== 'maybe') expect(open).toBe(0);
				if (isComplete && open > 0) {
					expect(of.activated?.ending).toBeDefined();
					expect(of.unregistered?.ending).toBeDefined();
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
