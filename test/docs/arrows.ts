/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { projectFolder } from '../../tools/editor/projectFolder';

const NODES = path.join(projectFolder, 'nodes');

/** Files outside of modules, by name. */
const BESIDE: Record<string, string> = {
	'Ihmjc/Ihmjc.node.ts': 'the node',
	'Ihmjc/execute.ts': 'the node',
};

const IMPORT = /^(?:import|export)\b[^;]*?\bfrom '([^']+)'/gm;

/** The part of the package that a file belongs to. */
function partOf(file: string): string {
	if (file in BESIDE) return BESIDE[file];
	if (file.startsWith('IhmjcTrigger/')) return 'the trigger';
	const [, module] = file.split('/');
	return `\`${module}/\``;
}

/** The parts and libraries that each part imports, read from the sources. */
export function arrows(): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	const files = readdirSync(NODES, { recursive: true, encoding: 'utf8' });
	for (const file of files.filter((name) => name.endsWith('.ts'))) {
		const part = partOf(file);
		const used = found.get(part) ?? new Set<string>();
		found.set(part, used);
		const text = readFileSync(path.join(NODES, file), 'utf8');
		for (const [, from] of text.matchAll(IMPORT)) {
			const target = from.startsWith('.')
				? partOf(fileNamed(path.join(path.dirname(file), from)))
				: `\`${from}\``;
			if (target !== part) used.add(target);
		}
	}
	return found;
}

const fileNamed = (name: string) =>
	existsSync(path.join(NODES, `${name}.ts`)) ? `${name}.ts` : path.join(name, 'index.ts');

/** All parts that a part imports, directly or indirectly. */
export function reached(part: string, all = arrows(), seen = new Set<string>()): Set<string> {
	for (const each of all.get(part) ?? []) {
		if (seen.has(each)) continue;
		seen.add(each);
		reached(each, all, seen);
	}
	return seen;
}

/** The order of the parts in ARCHITECTURE.md: each reaches fewer parts than those that import it. */
export function arrowsList(): string {
	const all = arrows();
	const reach = (part: string) => [...reached(part, all)].filter((each) => all.has(each)).length;
	const parts = [...all.keys()].sort((a, b) => reach(b) - reach(a) || a.localeCompare(b));
	return `A module imports only later ones: ${parts.join(', ')}.`;
}
