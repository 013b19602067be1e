import type { AppliedQuirk } from './QuirkBook';

export type Alteration<Subject, Context = undefined> = (
	subject: Subject,
	value: string,
	context: Context,
) => Subject;

/** Applies the quirks of one stage, which are the keys of `alterations`, to a response. */
export function alter<Subject, Context = undefined>(
	subject: Subject,
	alterations: Readonly<Record<string, Alteration<Subject, Context>>>,
	applied: readonly AppliedQuirk[],
	context?: Context,
): Subject {
	return applied.reduce(
		(altered, { quirk, value }) =>
			alterations[quirk]?.(altered, value, context as Context) ?? altered,
		subject,
	);
}
