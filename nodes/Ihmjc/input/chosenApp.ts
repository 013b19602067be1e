import { OTHER_APP } from '../apps/appOptions';
import type { App } from '../apps/apps';
import { findApp } from '../apps/findApp';
import { otherApp } from '../apps/otherApp';
import { withoutNumbers } from '../numbers/withoutNumbers';
import { userError } from '../run/errors';
import type { Run } from '../run/Run';

/**
 * The app that an item asks for: by slug, name, vendor's name or code, or "other" with a code of its own.
 *
 * @throws NodeOperationError when there is no such app.
 */
export function chosenApp(run: Run, item: number): App {
	const text = run.text('app', item);
	if (text === OTHER_APP) {
		const code = run.text('appCode', item);
		if (code !== '') return findApp(code) ?? otherApp(code);
		throw userError(
			run,
			'There is no app code',
			"Enter the code that Ihmjc gives for the app in 'App Code', or choose an app from the list.",
			{ itemIndex: item },
		);
	}
	const app = findApp(text);
	if (app) return app;
	throw userError(
		run,
		`There is no app called "${withoutNumbers(text)}"`,
		'Choose one from the list, or "Other (Enter Code)" with its code. Nothing was sent.',
		{ itemIndex: item },
	);
}
