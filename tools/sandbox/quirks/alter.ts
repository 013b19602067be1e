import type { AppliedQuirk } from './QuirkBook';

export type Alteration<Subject> = (subject: Subject, value: string) => Subject;

/** Lets the quirks of one stage, those that `alterations` has, change what is to be answered. */
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
