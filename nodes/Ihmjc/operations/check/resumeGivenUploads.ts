import type { App } from '../../apps/apps';
import { NumberList } from '../../numbers/NumberList';
import { userError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { Upload } from '../../uploads/Upload';
import { getOrCreate } from '../../util/values';
import type { CheckSettings } from './checkOptions';
import { OPEN, type Row } from './Row';
import { followUploads } from './runUploads';

/**
 * Waits for the uploads in 'Resume Uploads' and gives rows the verdicts from their result lists. While any of these results is missing, no
 * other rows are sent for its app, because their numbers may already be charged.
 *
 * @returns those uploads whose app a row asks for
 */
export async function resumeGivenUploads(
	run: Run,
	rows: readonly Row[],
	settings: Pick<CheckSettings, 'resumeUploads' | 'wait'>,
): Promise<Upload[]> {
	const { resumeUploads, wait } = settings;
	if (resumeUploads.length === 0) return [];
	const apps = new Map(rows.flatMap((row) => row.apps.map((app) => [app.code, app])));
	const byApp = askedNumbers(rows);
	const uploads = resumeUploads.flatMap(({ uploadId, app = onlyApp(run, apps) }) => {
		const numbers = app && byApp.get(app.code);
		return numbers ? [givenUpload(app, numbers, uploadId)] : [];
	});
	await followUploads(run, uploads, { ...wait, maxDelay: wait.maxWait, until: 'done' });
	// Later IDs come first, because their results are probably newer.
	const latestFirst = [...uploads].reverse();
	for (const row of rows) joinUploads(row, latestFirst);
	return uploads;
}

function onlyApp(run: Run, apps: ReadonlyMap<string, App>): App | undefined {
	if (apps.size <= 1) return [...apps.values()][0];
	throw userError(
		run,
		"'Resume Uploads' must name the app of each upload, because this node checks several apps",
		'Write the app before the upload ID, such as telegram:42993. Nothing was sent.',
	);
}

function givenUpload(app: App, mayHold: NumberList, uploadId: string): Upload {
	const upload = new Upload(app, new NumberList('', ''), uploadId);
	upload.mayHold = mayHold;
	return upload;
}

/** The numbers that would be sent, by app code. */
function askedNumbers(rows: readonly Row[]): Map<string, NumberList> {
	const callingCodes = new Set(rows.map(({ number }) => (number?.ok ? number.callingCode : '')));
	callingCodes.delete('');
	const callingCode = callingCodes.size === 1 ? [...callingCodes][0] : '';
	const byApp = new Map<string, NumberList>();
	for (const { number, apps, questions } of rows) {
		if (!number?.ok) continue;
		for (const [at, { code }] of apps.entries()) {
			if (questions[at] !== OPEN) continue;
			getOrCreate(byApp, code, () => new NumberList('', callingCode)).add(number.digits);
		}
	}
	return byApp;
}

function joinUploads(row: Row, uploads: readonly Upload[]): void {
	const { number, apps, item } = row;
	if (!number?.ok) return;
	row.questions = row.questions.map((question, at) => {
		if (question !== OPEN) return question;
		const ofApp = uploads.filter(({ app }) => app.code === apps[at].code);
		const holds = ofApp.find((upload) =>
			['activated', 'unregistered'].includes(upload.verdictOf(number) ?? ''),
		);
		const upload = holds ?? ofApp.find(({ state, isComplete }) => state !== 'done' || !isComplete);
		if (!upload) return question;
		const isNew = upload.add(number.digits, item);
		if (at === 0) row.isDuplicate = !isNew;
		return upload;
	});
}
