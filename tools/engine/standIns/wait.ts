import { NodeOperationError, type IExecuteFunctions, type INodeType } from 'n8n-workflow';
import { description } from './description';

/** "Wait" for a time interval. Resumes at once and logs that. */
export const wait: INodeType = {
	description: description('wait', {
		version: [1, 1.1],
		properties: [
			{
				displayName: 'Resume',
				name: 'resume',
				type: 'options',
				options: [{ name: 'After Time Interval', value: 'timeInterval' }],
				default: 'timeInterval',
			},
			{ displayName: 'Wait Amount', name: 'amount', type: 'number', default: 1 },
			{ displayName: 'Wait Unit', name: 'unit', type: 'string', default: 'hours' },
		],
	}),
	async execute(this: IExecuteFunctions) {
		const resume = this.getNodeParameter('resume', 0);
		if (resume !== 'timeInterval') {
			throw new NodeOperationError(
				this.getNode(),
				`The stand-in doesn't support resuming by ${resume}`,
			);
		}
		const amount = this.getNodeParameter('amount', 0) as number;
		const unit = this.getNodeParameter('unit', 0) as string;
		this.logger.info(`Wait is a stand-in and resumes at once, not after ${amount} ${unit}`);
		return [this.getInputData()];
	},
};
