import type { IDataObject } from 'n8n-workflow';

import type { Contract } from './contractOf';

export interface ContractChanges {
	/** Changes that break saved workflows. */
	broken: string[];
	/** Compatible changes that aren't recorded yet. */
	added: string[];
}

/** Values that are compared as a whole: adding something to them counts as a change. */
const WHOLE = ['default', 'shownIf', 'hiddenIf'];

/** Compares a contract with the recorded one. Additions are compatible, changes and removals are not. */
export function contractChanges(recorded: Contract, current: Contract): ContractChanges {
	const changes: ContractChanges = { broken: [], added: [] };
	compare(recorded, current, '', changes);
	for (const [name, parameter] of Object.entries(current.parameters)) {
		const { required, default: value } = parameter as IDataObject;
		if (name in recorded.parameters || !required || value !== '') continue;
		if (!isPlaceIn(recorded, name.replace(/[^.]+$/, ''))) continue;
		changes.broken.push(`${name} is new and must be filled in, which it isn't in saved workflows`);
	}
	return changes;
}

/** Whether saved workflows may use the operation of a parameter, given as a place such as `detection.check.`. */
function isPlaceIn({ parameters }: Contract, place: string): boolean {
	const [resource, operation] = place.split('.');
	const menu = parameters[`${resource}.operation`] as { values?: string[] } | undefined;
	return (
		menu?.values?.includes(operation) ||
		Object.keys(parameters).some((name) => name.startsWith(place))
	);
}

function compare(before: IDataObject, after: IDataObject, path: string, changes: ContractChanges) {
	for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
		const [was, is] = [before[key], after[key]];
		const here = path ? `${path} → ${key}` : key;
		if (is === undefined) changes.broken.push(`${here} is gone`);
		else if (was === undefined && WHOLE.includes(key)) {
			changes.broken.push(`${here} is new: ${JSON.stringify(is)}`);
		} else if (was === undefined) changes.added.push(here);
		else if (Array.isArray(was) && Array.isArray(is) && !WHOLE.includes(key)) {
			const [old, now] = [was as unknown[], is as unknown[]];
			for (const value of old) {
				if (!now.includes(value)) changes.broken.push(`${here}: ${JSON.stringify(value)} is gone`);
			}
			for (const value of now) {
				if (!old.includes(value)) changes.added.push(`${here}: ${JSON.stringify(value)}`);
			}
		} else if (isObject(was) && isObject(is) && !WHOLE.includes(key)) {
			compare(was, is, here, changes);
		} else if (key === 'required' && was === true && is === false) {
			changes.added.push(`${here} was true and is false`);
		} else if (JSON.stringify(was) !== JSON.stringify(is)) {
			changes.broken.push(`${here} was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`);
		}
	}
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
