import { refusal, success } from '../envelope';
import type { Handler } from './Handler';

/** The interface document, 1.2. The counts grow until the detection is complete. */
export const query: Handler = (form, { options, jobs }) => {
	const job = jobs.find(form.fields.get('sendID') ?? '');
	if (!job) return { envelope: refusal('sendID') };

	const progress = job.progressAt(options.now());
	const { activated, unregistered } = job.tally;
	return {
		envelope: success({
			status: progress === 1 ? '2' : '1',
			number2: String(Math.floor(activated.numbers * progress)),
			number3: String(Math.floor(unregistered.numbers * progress)),
		}),
	};
};
