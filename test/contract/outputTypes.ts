import type { IDataObject } from 'n8n-workflow';

import { STATUSES } from '../../nodes/Ihmjc/results/RowResult';
import { FIXTURES } from '../fixtures';
import { jsonOf } from '../helpers/ihmjcResult';
import { givenBy } from '../helpers/runIhmjcTrigger';
import { setUp } from '../helpers/setUp';
import { setUpTrigger } from '../trigger/support';

const typesIn = (json: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(json).map(([key, value]) => [key, typeOf(value)]));

function typeOf(value: unknown) {
	if (value === null || Array.isArray(value)) return value === null ? 'null' : 'array';
	return typeof value === 'object' ? typesIn(value as IDataObject) : typeof value;
}

/** The types of each operation's items, from real runs. */
export async function outputTypes(): Promise<IDataObject> {
	const outputs: IDataObject = { 'status of a row': [...STATUSES] };
	const { run } = await setUp();
	for (const { name, contract, parameters, needsUpload } of FIXTURES.flatMap(
		({ calls }) => calls,
	)) {
		if (contract === undefined) continue;
		// Check Numbers runs first, and makes the upload that others need.
		const item = needsUpload ? { uploadId: '42992' } : { phone: '+1 415 555 0100' };
		const result = await run(parameters, { items: [item] });
		const [json] = jsonOf(result);
		if (!json) throw new Error(`${name} returns no item: ${result.error?.message}`);
		outputs[contract] = typesIn(json);
	}
	return outputs;
}

export async function triggerOutputTypes(): Promise<IDataObject> {
	const { test } = await setUpTrigger();
	const [json] = givenBy(await test({})) ?? [];
	return { balanceLow: typesIn(json) };
}
