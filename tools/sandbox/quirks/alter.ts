import type { AppliedQuirk } from './QuirkBook';

export type Alteration<Subject> = (subject: Subject, value: string) => Subject;

/** Applies the quirks of one stage, which are the keys of `alterations`, to a response. */
export function alter<Subject>(
	subject: Subject,
	alterations: Readonly<Record<string, Alteration<Subject>>>,
	applied: readonly AppliedQuirk[],
): Subject {
	return applied.reduce(
		(altered, { quirk, value }) => alterations[quirk]?.(altered, value) ?? altered,
		subject,
	);
}
