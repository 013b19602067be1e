import { americanNumbers } from '../helpers/fictionalNumbers';
import { jsonOf } from '../helpers/ihmjcResult';
import { ERROR_OUTPUT, REGULAR } from '../helpers/onError';
import { waitUntil } from '../helpers/runIhmjc';
import { setUp } from '../helpers/setUp';
import { upload } from '../tools/sandbox/client';
import { closeAll } from '../tools/sandbox/sandboxes';

let mockIsUpdated = false;
jest.mock('../../nodes/Ihmjc/handOver/HandOver', () => {
	const module = jest.requireActual('../../nodes/Ihmjc/handOver/HandOver');
	const version = module.HAND_OVER_VERSION;
	return Object.defineProperty({ ...module }, 'HAND_OVER_VERSION', {
		get: () => (mockIsUpdated ? version + 1 : version),
	});
});

afterEach(closeAll);

it.each([
	['the error output', ERROR_OUTPUT],
	['On Error = Continue', REGULAR],
])(
	'returns pending rows with their upload IDs if the package is updated during the wait, with %s',
	async (_, node) => {
		mockIsUpdated = false;
		const [earlier, later] = americanNumbers(2);
		const { run, sandbox, clock } = await setUp({ jobSeconds: 1800 });
		const previous = { ihmjcStatus: 'pending', ihmjcUploadId: await upload(sandbox, [earlier]) };
		const items = [
			{ phone: `+${earlier}`, app: 'no such app', ...previous },
			{ phone: `+${later}`, app: 'whatsapp' },
		];
		const onWait = async (until: Date) => {
			mockIsUpdated = true;
			await waitUntil(clock, until);
		};
		const options = { waitIn: 'database' };
		const parameters = { defaultCountry: 'none', app: '={{ $json.app }}', options };
		const result = await run(parameters, { items, node, canWaitInDatabase: true, run: { onWait } });
		const [failed] = jsonOf(result, node === ERROR_OUTPUT ? 1 : 0);
		expect(failed).toMatchObject({ phone: `+${earlier}`, ...previous });
		expect(jsonOf(result).at(-1)).toMatchObject({
			phone: `+${later}`,
			ihmjcStatus: 'pending',
			ihmjcUploadId: '42993',
		});
	},
);
