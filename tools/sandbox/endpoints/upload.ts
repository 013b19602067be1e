import { appNames } from '../appNames';
import { refusal, success } from '../envelope';
import { numbersOf } from '../NumberList';
import { priceOf } from '../prices';
import type { Handler } from './Handler';

/** The interface document, 1.1. A refused list is not charged. */
export const upload: Handler = (form, { options, jobs, points, uploads }, record) => {
	const appCode = form.fields.get('type') ?? '';
	const appName = appNames.get(appCode);
	if (appName === undefined) return { envelope: refusal('app') };
	if (!form.file?.name) return { envelope: refusal('noFile') };

	const list = form.file.content.finish();
	if ('kind' in list) {
		switch (list.kind) {
			case 'empty':
				return { envelope: refusal('emptyFile') };
			case 'badLine':
			case 'twoCountries':
				return { envelope: refusal(list.kind, `line ${list.line}`) };
		}
	}
	if (list.count < options.minLines) {
		return { envelope: refusal('smallList', `at least ${options.minLines}`) };
	}
	if (!points.take(list.count * (options.pricePerNumber ?? priceOf(appName)))) {
		return { envelope: refusal('points') };
	}

	const { sendID, acceptedAt } = jobs.add(appCode, list);
	record.sendID = sendID;
	uploads.push({
		sendID,
		appCode,
		appName,
		country: list.country,
		count: list.count,
		at: acceptedAt,
		numbers: () => numbersOf(list),
	});
	// Both spellings, because the service returns either.
	const counts = { line: String(list.count), jifen: points.text };
	return { envelope: success({ sendid: sendID, sendID, ...counts }) };
};
