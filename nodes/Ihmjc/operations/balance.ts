import { serviceError } from '../run/errors';
import { forEachItem } from '../run/forEachItem';
import { balance } from '../service/balance';
import { withRetries } from '../service/withRetries';
import type { Operation } from './Operation';

export const balanceOperation: Operation = {
	resource: 'account',
	value: 'balance',
	name: 'Balance',
	action: 'Get account balance',
	description: 'Get the points left in the account. Free.',
	toolDescription:
		'Get the points left in the Ihmjc account. Checking and uploading numbers spends points. This is free.',
	properties: [],
	async execute(run) {
		const outcome = await withRetries(run, async () => await balance(run));
		return await forEachItem(run, async (item) => {
			if (!outcome.ok) throw serviceError(run, outcome.fault, { itemIndex: item });
			return [{ json: { ...outcome.value }, pairedItem: { item } }];
		});
	},
};
