import { refusal } from '../envelope';
import { plainShape, type ResultFile } from '../ResultFile';
import type { Handler } from './Handler';

const contents: ReadonlyMap<string | undefined, ResultFile['content']> = new Map([
	['1', 'zip'],
	['2', 'activated'],
	['3', 'unregistered'],
]);

/** The interface document, 1.3. */
export const download: Handler = (form, { options, jobs }) => {
	const job = jobs.find(form.fields.get('sendID') ?? '');
	if (!job) return { envelope: refusal('sendID') };
	const content = contents.get(form.fields.get('type'));
	if (!content) return { envelope: refusal('fileType') };
	if (job.progressAt(options.now()) < 1) return { envelope: refusal('notDone') };
	return { file: { job, content, shape: plainShape } };
};
