import type { ListSettings } from '../input/itemSettings';
import { numberSources } from '../input/numberSources';
import { NumberTally } from '../input/NumberTally';
import type { NodeError } from '../run/errors';
import type { Run } from '../run/Run';
import type { Upload } from './Upload';
import { UploadPlan } from './UploadPlan';

/** Uploads planned from the items. */
export interface Planned {
	uploads: Upload[];
	/** How many numbers were invalid. They are counted for a whole source and attributed to its first upload, so that the sum is right. */
	invalid: Map<Upload, number>;
	tally: NumberTally;
	/** Errors of items that can't be read, under On Error = Continue. */
	problems: Map<number, NodeError>;
}

/** Reads all numbers and assigns them to uploads, without keeping the rows in memory. It sends nothing. */
export async function planUploads(run: Run, settings: ListSettings): Promise<Planned> {
	const tally = new NumberTally();
	const problems = new Map<number, NodeError>();
	const uploads: Upload[] = [];
	const invalid = new Map<Upload, number>();
	const onProblem = (item: number, error: NodeError) => problems.set(item, error);
	for (const source of numberSources(run, { ...settings, onProblem })) {
		const plan = new UploadPlan(settings.splitBy);
		const invalidBefore = tally.invalid;
		await source.each((value, item, { apps, parse }) => {
			const number = parse(value);
			if (!number.ok) return tally.reject(number);
			for (const app of apps) plan.uploadFor(app, number).add(number.digits, item);
		});
		for (const upload of plan.uploads) uploads.push(upload);
		if (plan.uploads.length > 0) invalid.set(plan.uploads[0], tally.invalid - invalidBefore);
	}
	return { uploads, invalid, tally, problems };
}
