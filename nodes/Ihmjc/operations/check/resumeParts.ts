import type { App } from '../../apps/apps';
import { findApp, otherApp } from '../../apps/findApp';
import { shownValue, userError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { followParts } from '../../uploads/followParts';
import { isPending, type Part, uploadIdsOf } from '../../uploads/Part';
import type { WaitSettings } from '../../uploads/fields';
import { startPoll } from '../../uploads/poll';
import { getOrCreate } from '../../util/values';
import type { GivenUpload } from './givenUploads';
import type { ReadRows } from './readRows';
import { OPEN, type Row } from './Row';

/**
 * Follows the uploads in 'Resume Uploads', because only numbers that are in none of them are sent. Rows find their results in them when they
 * are planned.
 *
 * @param until Whether to wait until they are done, or to ask for each once.
 */
export async function giveUploads(
	run: Run,
	{ rows, parts }: ReadRows,
	given: readonly GivenUpload[],
	wait: WaitSettings,
	until: 'done' | 'status',
): Promise<void> {
	if (given.length === 0) return;
	const apps = new Map(rows.flatMap((row) => row.apps.map((app) => [app.code, app])));
	// The app of a row whose app is unreadable.
	apps.delete('');
	const open = openNumbers(rows);
	const added = given.flatMap(({ uploadId, app: name }) => {
		const app = askedApp(run, apps, name);
		const numbers = app && open.get(app.code);
		return numbers ? [parts.give(app, uploadId, numbers)] : [];
	});
	await follow(run, added, wait, until);
}

/** Asks once for the uploads that rows name, because nothing is sent for the app of one that is gone. */
export const askResumed = async (
	run: Run,
	{ parts }: ReadRows,
	wait: WaitSettings,
): Promise<void> => await follow(run, parts.all, wait, 'status');

async function follow(
	run: Run,
	parts: readonly Part[],
	{ interval, maxWait: longest }: WaitSettings,
	until: 'done' | 'status',
): Promise<void> {
	const ids = uploadIdsOf(parts.filter(isPending));
	const deadline = run.waitingSince + longest;
	const maxWait = until === 'done' ? Math.max(0, deadline - run.clock.now()) : 0;
	await followParts(run, parts, startPoll(run, ids, { interval, maxWait, until }), deadline);
}

function askedApp(run: Run, apps: ReadonlyMap<string, App>, name: string): App | undefined {
	const isUnnamed = name === '';
	if (isUnnamed && apps.size <= 1) return [...apps.values()][0];
	const app = isUnnamed ? undefined : apps.get((findApp(name) ?? otherApp(name)).code);
	if (app) return app;
	throw userError(
		run,
		isUnnamed
			? "'Resume Uploads' must name the app of each upload, because this node checks several apps"
			: `'Resume Uploads' names the app "${shownValue(name)}", which no row asks for`,
		'Write the app before the upload ID, such as telegram:42993. Nothing was sent.',
		{ itemIndex: 0 },
	);
}

/** The numbers that would be sent, by app code. */
function openNumbers(rows: readonly Row[]): Map<string, Set<string>> {
	const byApp = new Map<string, Set<string>>();
	for (const { number, apps, questions } of rows) {
		if (!number?.ok) continue;
		for (const [at, { code }] of apps.entries()) {
			if (questions[at] === OPEN) getOrCreate(byApp, code, () => new Set()).add(number.digits);
		}
	}
	return byApp;
}
