import { APPS } from '../../nodes/Ihmjc/apps/apps';
import type { SplitBy } from '../../nodes/Ihmjc/input/itemSettings';
import {
	createNumberParser,
	type ParsedNumber,
} from '../../nodes/Ihmjc/numbers/createNumberParser';
import { UploadPlan } from '../../nodes/Ihmjc/uploads/UploadPlan';

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

function planOf(splitBy: SplitBy, texts = NUMBERS) {
	const plan = new UploadPlan(splitBy);
	const areNew = texts.map((text, item) => {
		const number = parsed(text);
		return plan.uploadFor(APP, number).add(number.digits, item);
	});
	return { plan, areNew };
}

const summary = ({ uploads }: UploadPlan) =>
	uploads.map(({ numbers: { country, callingCode, size, duplicates } }) => ({
		country,
		callingCode,
		size,
		duplicates,
	}));

describe('UploadPlan', () => {
	it('creates one upload for each country, in order of first appearance', () => {
		expect(summary(planOf('country').plan)).toEqual([
			{ country: 'GB', callingCode: '44', size: 1, duplicates: 0 },
			{ country: 'US', callingCode: '1', size: 2, duplicates: 2 },
			{ country: 'CA', callingCode: '1', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '800', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '881', size: 1, duplicates: 0 },
		]);
	});

	it('creates one upload for each calling code, named by its main country', () => {
		expect(summary(planOf('callingCode', ['+14165550100', ...NUMBERS]).plan)).toEqual([
			{ country: 'US', callingCode: '1', size: 3, duplicates: 3 },
			{ country: 'GB', callingCode: '44', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '800', size: 1, duplicates: 0 },
			{ country: '001', callingCode: '881', size: 1, duplicates: 0 },
		]);
	});

	it('reports whether a number is new, and stores the items of each number', () => {
		const { plan, areNew } = planOf('country');
		expect(areNew).toEqual([true, true, true, true, false, true, true, false]);
		const [british, american] = plan.uploads;
		expect([british.items, american.items]).toEqual([[0], [1, 3, 4, 7]]);
		expect([...american.numbers]).toEqual(['14155550100', '14155550101']);
	});

	it('creates separate uploads for a second app', () => {
		const { plan } = planOf('country', ['+14155550100']);
		const upload = plan.uploadFor(OTHER_APP, parsed('+14155550100'));
		expect(upload.add('14155550100', 0)).toBe(true);
		expect(plan.uploads.map(({ app }) => app)).toEqual([APP, OTHER_APP]);
	});
});
