import type { IDataObject } from 'n8n-workflow';

import { type App, findApp, otherApp } from '../../apps/apps';
import { idText, isUploadId } from '../../results/uploadId';
import { shownValue, userError } from '../../run/errors';
import type { Run } from '../../run/Run';
import type { WaitSettings } from '../../uploads/fields';
import { followParts } from '../../uploads/followParts';
import { isPending, type Part, uploadIdsOf } from '../../uploads/Part';
import { startPoll } from '../../uploads/poll';
import { getOrCreate, plainText } from '../../util/values';
import type { ReadRows } from './readRows';
import { OPEN, type Row } from './Row';

/**
 * Follows the uploads in 'Resume Uploads', because only numbers that are in none of them are sent. Rows find their results in them when they
 * are planned. Then queries the uploads that rows name until their status is known, because nothing is sent for the app of one that is gone.
 *
 * @param until Whether to follow the given ones until they are done, or until their status is known.
 */
export async function resumeUploads(
	run: Run,
	{ rows, parts }: ReadRows,
	wait: WaitSettings,
	until: 'done' | 'status',
): Promise<void> {
	const given = uploadsIn(run, run.option('resumeUploads', ''));
	const asked = given.length > 0 ? askedApps(rows) : new Map<string, AskedApp>();
	const added = given.flatMap(({ uploadId, app: name }) => {
		const found = askedApp(run, asked, name);
		return found && found.open.size > 0 ? [parts.addGiven(found.app, uploadId, found.open)] : [];
	});
	await follow(run, added, wait, until);
	const named = parts.all.filter((part) => !added.includes(part));
	await follow(run, named, wait, 'status');
}

async function follow(
	run: Run,
	parts: readonly Part[],
	{ interval, maxWait: longest }: WaitSettings,
	until: 'done' | 'status',
): Promise<void> {
	const ids = uploadIdsOf(parts.filter(isPending));
	const deadline = run.waitingSince + longest;
	const maxWait = Math.max(0, deadline - run.clock.now());
	await followParts(run, parts, startPoll(run, ids, { interval, maxWait, until }), deadline);
}

/** An app that rows ask for, and the numbers that would be sent for it. */
interface AskedApp {
	app: App;
	open: Set<number>;
}

/** Finds the apps that rows ask for, by code. */
function askedApps(rows: readonly Row[]): Map<string, AskedApp> {
	const asked = new Map<string, AskedApp>();
	for (const { number, apps, questions } of rows) {
		for (const [at, app] of apps.entries()) {
			const { open } = getOrCreate(asked, app.code, () => ({ app, open: new Set<number>() }));
			if (number?.ok && questions[at] === OPEN) open.add(number.value);
		}
	}
	// The app of a row whose app is unreadable.
	asked.delete('');
	return asked;
}

function askedApp(
	run: Run,
	asked: ReadonlyMap<string, AskedApp>,
	name: string,
): AskedApp | undefined {
	const isUnnamed = name === '';
	if (isUnnamed && asked.size <= 1) return [...asked.values()][0];
	const found = isUnnamed ? undefined : asked.get((findApp(name) ?? otherApp(name)).code);
	if (found) return found;
	throw userError(
		run,
		isUnnamed
			? "'Resume Uploads' must name the app of each upload, because this node checks several apps"
			: `'Resume Uploads' names the app "${shownValue(name)}", which no row asks for`,
		'Write the app before the upload ID, such as telegram:42993. Nothing was sent.',
		{ itemIndex: 0 },
	);
}

/** An upload that an earlier execution made. */
interface GivenUpload {
	uploadId: string;
	/** One of the app's names; `''` if it isn't given. */
	app: string;
}

/** Reads texts and numbers, `{ uploadId, app }`, the error of an error output, or a list of them. */
function uploadsIn(run: Run, value: unknown): GivenUpload[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value.flatMap((each) => uploadsIn(run, each));
	if (typeof value === 'string' || Number.isFinite(value)) return uploadsInText(run, String(value));
	const { uploadId, app, error } = value as IDataObject;
	if (typeof error === 'object' && error !== null) return uploadsIn(run, error);
	if (uploadId === undefined) throw unreadable(run, value);
	return uploadsIn(run, uploadId).map((given) => ({
		...given,
		app: plainText(app) || given.app,
	}));
}

/** Reads upload IDs, each with or without the name of an app before it. */
function uploadsInText(run: Run, text: string): GivenUpload[] {
	return text.split(/[,;\r\n]+/).flatMap((part) => {
		const [, name = ''] = /^(.*):[^:]*$/.exec(part) ?? [];
		// The names of some apps have spaces, and IDs may have spaces between them.
		const entries = findApp(name) ? [part] : part.split(/\s+/);
		return entries.flatMap((entry) => {
			const [, app = '', last = ''] = /^(?:(.*):)?([^:]*)$/s.exec(entry) ?? [];
			const id = last.trim();
			const uploadId = idText(id);
			if (uploadId === '' && (id !== '' || entry === '')) return [];
			// A text may be anything, and the IDs of the service are numbers.
			if (!isUploadId(uploadId) || !/\d/.test(uploadId)) throw unreadable(run, entry);
			return [{ uploadId, app: app.trim() }];
		});
	});
}

const unreadable = (run: Run, value: unknown) =>
	userError(
		run,
		`'Resume Uploads' can't be read: "${shownValue(value)}"`,
		'Enter upload IDs with commas between them, such as 42992, 42993. To name the app of each, write it first, such as telegram:42993. Nothing was sent.',
		{ itemIndex: 0 },
	);
