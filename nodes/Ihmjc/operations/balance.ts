import { balance } from '../service/balance';
import { patiently } from '../service/patiently';
import { serviceError } from './errors';
import type { Operation } from './Operation';
import { perItem } from './perItem';

export const balanceOperation: Operation = {
	resource: 'account',
	value: 'balance',
	name: 'Balance',
	action: 'Get account balance',
	description: 'Get the points left; costs nothing',
	properties: [],
	async execute(run) {
		const outcome = await patiently(run, async () => await balance(run));
		return await perItem(run, async (item) => {
			if (!outcome.ok) throw serviceError(run, outcome.fault, { itemIndex: item });
			return [{ json: { ...outcome.value }, pairedItem: { item } }];
		});
	},
};
