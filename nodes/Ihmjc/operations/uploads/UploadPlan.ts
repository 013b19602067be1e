import type { App } from '../../apps/apps';
import { mainCountryOf, WORLD } from '../../numbers/countries';
import type { ParsedNumber } from '../../numbers/createNumberParser';
import { NumberList } from '../../numbers/NumberList';
import { assertWithinLimit } from '../input/assertWithinLimit';
import type { SplitBy } from '../input/listSettings';
import type { Run } from '../run/Run';
import { Upload } from './Upload';

/** Numbers that belong together, all rows or the text or file of one item, assigned to uploads. */
export class UploadPlan {
	/** In the order in which the first number of each appeared. */
	readonly uploads: Upload[] = [];

	private readonly byApp = new Map<string, Map<string, Upload>>();

	constructor(private readonly splitBy: SplitBy) {}

	/** The upload that a number goes into: the service takes one country at a time. */
	uploadFor(app: App, { country, callingCode }: ParsedNumber): Upload {
		let ofApp = this.byApp.get(app.code);
		if (!ofApp) this.byApp.set(app.code, (ofApp = new Map()));
		// Numbers of no country still have calling codes that the service may not want in one list.
		const byCallingCode = this.splitBy === 'callingCode' || country === WORLD;
		const key = byCallingCode ? callingCode : country;
		let upload = ofApp.get(key);
		if (!upload) {
			const region = byCallingCode ? mainCountryOf(callingCode) : country;
			upload = new Upload(app, new NumberList(region, callingCode));
			ofApp.set(key, upload);
			this.uploads.push(upload);
		}
		return upload;
	}
}

/** How many unique pairs of number and app they hold. */
export const sizeOf = (uploads: readonly Upload[]): number =>
	uploads.reduce((sum, { numbers }) => sum + numbers.size, 0);

/** Max Numbers, of what is to be sent. */
export function assertUploadsWithinLimit(run: Run, uploads: readonly Upload[]): void {
	const countries = new Set(uploads.map(({ numbers }) => numbers.country)).size;
	const apps = new Set(uploads.map(({ app }) => app.code)).size;
	assertWithinLimit(run, sizeOf(uploads), { countries, apps });
}
