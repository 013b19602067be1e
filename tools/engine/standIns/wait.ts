import { NodeOperationError, type IExecuteFunctions, type INodeType } from 'n8n-workflow';
import { description } from './description';

const unitMs = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

/**
 * "Wait" for a time interval. Resumes at once and logs that, or resumes after `sleep` if given. Unlike
 * n8n's own node, it never saves the execution to the database, not even for 65 seconds or more.
 */
export function wait(sleep?: (ms: number) => Promise<void>): INodeType {
	return {
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
			const unit = this.getNodeParameter('unit', 0) as keyof typeof unitMs;
			if (sleep) await sleep(amount * unitMs[unit]);
			else this.logger.info(`Wait is a stand-in and resumes at once, not after ${amount} ${unit}`);
			return [this.getInputData()];
		},
	};
}
