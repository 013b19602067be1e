import { counted, withThousands } from '../run/hints';
import { readParameter } from '../run/readOption';
import type { Run } from '../run/Run';
import { maxNumbersField } from './numberFields';

/** Says that there are more numbers than 'Max Numbers', because they would be charged unexpectedly, and what to do. */
export function limitExceeded(
	run: Run,
	numbers: number,
	{ countries, apps }: { countries: number; apps: number },
): [message: string, advice: string] | undefined {
	const most = maxNumbers(run);
	// An AI agent may call its tool any number of times, so its calls count together.
	const sentBefore = run.isTool ? run.ledger.size : 0;
	if (most === 0 || numbers === 0 || sentBefore + numbers <= most) return undefined;
	const where = ` in ${counted(countries, 'country', 'countries')}`;
	const forApps = apps > 1 ? ` for ${apps} apps` : '';
	if (sentBefore > 0) {
		return [
			`This execution already sent ${counted(sentBefore, 'number')}; ${withThousands(numbers)} more${where}${forApps} would exceed 'Max Numbers' (${withThousands(most)}), so nothing more was sent`,
			"Each number costs points. Send fewer numbers, or raise 'Max Numbers'. Numbers that were sent before are free to check again.",
		];
	}
	return [
		`${counted(numbers, 'number')}${where}${forApps} would exceed 'Max Numbers' (${withThousands(most)}), so nothing was sent`,
		`Each number costs points${apps > 1 ? ' for each app' : ''}. To send them all, raise 'Max Numbers', or set it to 0 for no limit.`,
	];
}

/** How many numbers may be sent; 0 means no limit. */
export const maxNumbers = (run: Run): number => readParameter(run, maxNumbersField, 0);
