import type { IDataObject } from 'n8n-workflow';

import { findApp } from '../../apps/findApp';
import { idText, isUploadId } from '../../results/uploadId';
import { shownValue, userError } from '../../run/errors';
import type { Run } from '../../run/Run';
import { plainText } from '../../util/values';

/** An upload that an earlier execution made. */
export interface GivenUpload {
	uploadId: string;
	/** One of the app's names; `''` if it isn't given. */
	app: string;
}

/** Reads texts and numbers, `{ uploadId, app }`, the error of an error output, or a list of them. */
export function uploadsIn(run: Run, value: unknown): GivenUpload[] {
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
		const [, app = ''] = /^(.*):[^:]*$/.exec(part) ?? [];
		// The names of some apps have spaces, and IDs may have spaces between them.
		const entries = findApp(app) ? [part] : part.split(/\s+/);
		return entries.flatMap((entry) => {
			const [id, ...names] = entry
				.split(':')
				.reverse()
				.map((each) => each.trim());
			const uploadId = idText(id);
			if (uploadId === '' && (id !== '' || entry === '')) return [];
			// A text may be anything, and the IDs of the service are numbers.
			if (!isUploadId(uploadId) || !/\d/.test(uploadId)) throw unreadable(run, entry);
			return [{ uploadId, app: names.reverse().join(':') }];
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
