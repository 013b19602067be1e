import type { App } from '../apps/apps';
import type { ListSettings } from '../input/itemSettings';
import { WORLD } from '../numbers/countries';
import type { ParsedNumber } from '../numbers/createNumberParser';
import { mainCountryOf } from '../numbers/numberingPlans';
import { NumberList } from '../numbers/NumberList';
import type { Run } from '../run/Run';
import { PaidUpload } from '../state/Ledger';
import { getOrCreate } from '../util/values';
import { Part } from './Part';

const newMap = () => new Map<string, Part[]>();
const newArray = (): Part[] => [];

const keyOf = ({ code }: App, id: string) => `${code}:${id}`;

/** The uploads that a call needs: those that earlier executions made, those of this execution, and those to be sent. */
export class Parts {
	/** In the order of their first numbers. */
	readonly all: Part[] = [];

	/** Uploads of earlier executions, by app and upload ID. */
	private readonly byId = new Map<string, Part>();

	/** The uploads that rows name, by app and number. */
	private readonly named = new Map<string, Part>();

	/** The latest first, because their results are probably newer. */
	private readonly given: Part[] = [];

	private readonly joined = new Map<PaidUpload, Part>();

	/** New ones of all sources so far, by app, then by country or calling code. */
	private readonly planned = new Map<string, Map<string, Part[]>>();

	/** The list of this source in each array of `planned`, by that array. */
	private readonly ofThisSource = new Map<readonly Part[], Part>();

	constructor(
		private readonly run: Pick<Run, 'ledger' | 'key'>,
		private readonly splitBy: ListSettings['splitBy'],
	) {}

	/** Starts new lists, because the text or file of each item makes its own. */
	nextSource(): void {
		this.ofThisSource.clear();
	}

	/** The upload that a row names. */
	resume(app: App, number: ParsedNumber, uploadId: string): Part {
		const paid = this.run.ledger.findById(app.code, uploadId);
		// The upload may lack the number of a row that names it.
		const isKnown = paid && paid.numbers.indexOf(number.value) >= 0;
		const part = isKnown ? this.join(app, paid) : this.resumed(app, uploadId, number);
		this.named.set(keyOf(app, number.digits), part);
		return part;
	}

	/** An upload of 'Resume Uploads', which may have any of these numbers, unless this execution made it. */
	addGiven(app: App, uploadId: string, numbers: Iterable<number>): Part {
		const paid = this.run.ledger.findById(app.code, uploadId);
		if (paid) return this.join(app, paid);
		const part = this.resumed(app, uploadId, { country: '', callingCode: '' });
		if (this.given.includes(part)) return part;
		part.mayHold(numbers);
		this.given.unshift(part);
		return part;
	}

	/** Finds the upload in which a number was charged. */
	find(app: App, number: ParsedNumber): Part | undefined {
		const named = this.named.size > 0 ? this.named.get(keyOf(app, number.digits)) : undefined;
		if (named) return named;
		const paid = this.run.ledger.find(app.code, number.value);
		const isAccepted = paid?.saved?.acceptance !== undefined;
		const given = this.given.length > 0 ? this.findGiven(app, number, isAccepted) : undefined;
		return given ?? (paid && this.join(app, paid));
	}

	/** @param isAccepted Whether an accepted list of this execution has the number. One that was lost may be the upload that is given. */
	private findGiven(app: App, number: ParsedNumber, isAccepted: boolean): Part | undefined {
		const ofApp = this.given.filter((part) => part.app.code === app.code);
		const found = ofApp.find((part) => part.verdictOf(number) !== undefined);
		return found ?? (isAccepted ? undefined : ofApp.find(({ result }) => !result?.isComplete));
	}

	/** Finds or makes the list to send a number in. The service takes one country at a time. */
	plan(app: App, number: ParsedNumber): Part {
		const { country, callingCode } = number;
		// Numbers without a country have calling codes too, and the service may not take several of them in one list.
		const byCallingCode = this.splitBy === 'callingCode' || country === WORLD;
		const ofApp = getOrCreate(this.planned, app.code, newMap);
		const parts = getOrCreate(ofApp, byCallingCode ? callingCode : country, newArray);

		const own = this.ofThisSource.get(parts);
		if (parts.length > (own ? 1 : 0)) {
			const other = parts.find((each) => each !== own && each.numbers.indexOf(number.value) >= 0);
			if (other) return other;
		}
		if (own) return own;
		const region = byCallingCode ? mainCountryOf(callingCode) : country;
		const numbers = new NumberList(region, callingCode);
		const paid = new PaidUpload(app.code, this.run.key, numbers);
		const part = this.add(new Part(app, numbers, paid));
		parts.push(part);
		this.ofThisSource.set(parts, part);
		return part;
	}

	private join(app: App, paid: PaidUpload): Part {
		return getOrCreate(this.joined, paid, () => this.add(new Part(app, paid.numbers, paid)));
	}

	/** One part for an upload, even if several rows name it. */
	private resumed(
		app: App,
		uploadId: string,
		{ country, callingCode }: Pick<NumberList, 'country' | 'callingCode'>,
	): Part {
		return getOrCreate(this.byId, keyOf(app, uploadId), () => {
			const numbers = new NumberList(country, callingCode);
			return this.add(new Part(app, numbers, undefined, uploadId, 'some'));
		});
	}

	private add(part: Part): Part {
		this.all.push(part);
		return part;
	}
}
