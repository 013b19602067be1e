import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { STATUSES } from '../../nodes/Ihmjc/results/RowResult';
import { jsonOf } from '../helpers/ihmjcResult';
import { missingOperations } from '../helpers/missingOperations';
import { givenBy } from '../helpers/runIhmjcTrigger';
import { setUp } from '../helpers/setUp';
import { setUpTrigger } from '../trigger/support';

const numbers = { defaultCountry: 'none' };
const uploadId = '42992';

const CASES: Record<string, INodeParameters> = {
	check: { operation: 'check', ...numbers },
	preview: { operation: 'preview', ...numbers },
	upload: { operation: 'upload', ...numbers },
	query: { operation: 'query', uploadId },
	waitUntilDone: { operation: 'waitUntilDone', uploadId },
	download: { operation: 'download', uploadId },
	'download, as items': { operation: 'download', uploadId, file: 'both', outputAs: 'items' },
	balance: { resource: 'account', operation: 'balance' },
};

const typesIn = (json: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(json).map(([key, value]) => [
			key,
			typeof value === 'object' ? typesIn(value as IDataObject) : typeof value,
		]),
	);

/** The types of each operation's items, from real runs. */
export async function outputTypes(): Promise<IDataObject> {
	const outputs: IDataObject = { 'status of a row': [...STATUSES] };
	const { run } = await setUp();
	for (const [name, parameters] of Object.entries(CASES)) {
		const result = await run(parameters, { items: [{ phone: '+1 415 555 0100' }] });
		const [json] = jsonOf(result);
		if (!json) {
			throw new Error(`"${name}" in outputTypes.ts returns no item: ${result.error?.message}`);
		}
		outputs[name] = typesIn(json);
	}
	const missing = missingOperations(Object.values(CASES));
	if (missing.length > 0) {
		throw new Error(`Add these operations to the cases in outputTypes.ts: ${missing.join(', ')}`);
	}
	return outputs;
}

export async function triggerOutputTypes(): Promise<IDataObject> {
	const { test } = await setUpTrigger();
	const [json] = givenBy(await test({})) ?? [];
	return { balanceLow: typesIn(json) };
}
