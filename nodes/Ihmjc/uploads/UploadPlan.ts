import type { App } from '../apps/apps';
import type { SplitBy } from '../input/itemSettings';
import { mainCountryOf, WORLD } from '../numbers/countries';
import type { ParsedNumber } from '../numbers/createNumberParser';
import { NumberList } from '../numbers/NumberList';
import type { Submission } from '../state/Submission';
import type { Submissions } from '../state/Submissions';
import { getOrCreate } from '../util/values';
import { Upload } from './Upload';

const newMap = () => new Map<string, Upload[]>();
const newArray = (): Upload[] => [];

/** Assigns numbers to uploads. */
export class UploadPlan {
	/** In the order of their first numbers. */
	readonly uploads: Upload[] = [];

	/** Uploads of all sources so far, by app, then by country or calling code. */
	private readonly byApp = new Map<string, Map<string, Upload[]>>();

	private ofThisSource = new Set<Upload>();

	private readonly joined = new Map<Submission, Upload>();

	/** @param sent Numbers in these submissions join their upload. */
	constructor(
		private readonly splitBy: SplitBy,
		private readonly sent?: Submissions,
	) {}

	/** Starts new uploads, because the text or file of each item makes its own. */
	nextSource(): void {
		this.ofThisSource = new Set();
	}

	/** Finds or makes the upload of a number. The service takes one country at a time. */
	uploadFor(app: App, number: ParsedNumber): Upload {
		const submission = this.sent?.ofNumber(app.code, number.digits);
		if (submission) return this.join(app, number, submission);
		const { country, callingCode, digits } = number;
		// Numbers without a country have calling codes too, and the service may not take several of them in one list.
		const byCallingCode = this.splitBy === 'callingCode' || country === WORLD;
		const ofApp = getOrCreate(this.byApp, app.code, newMap);
		const uploads = getOrCreate(ofApp, byCallingCode ? callingCode : country, newArray);

		const last = uploads[uploads.length - 1];
		const own = this.ofThisSource.has(last) ? last : undefined;
		if (uploads.length > (own ? 1 : 0)) {
			const other = uploads.find((each) => each !== own && each.numbers.indexOf(digits) >= 0);
			if (other) return other;
		}
		if (own) return own;
		const region = byCallingCode ? mainCountryOf(callingCode) : country;
		const upload = this.add(new Upload(app, new NumberList(region, callingCode)));
		uploads.push(upload);
		this.ofThisSource.add(upload);
		return upload;
	}

	private join(app: App, { country, callingCode }: ParsedNumber, submission: Submission): Upload {
		return getOrCreate(this.joined, submission, () => {
			const upload = this.add(new Upload(app, new NumberList(country, callingCode)));
			upload.submission = submission;
			return upload;
		});
	}

	private add(upload: Upload): Upload {
		this.uploads.push(upload);
		return upload;
	}
}
