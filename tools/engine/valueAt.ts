/** The value at a dotted path (`DATA.sendID`), or undefined if the path doesn't exist. */
export function valueAt(root: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], root);
}
