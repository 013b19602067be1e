/** The value at a dotted path (`DATA.sendID`), or undefined where the path ends early. */
export function valueAt(root: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], root);
}
