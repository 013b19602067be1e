import type { IDataObject } from 'n8n-workflow';

import type { SavedWorkflow } from '../../../tools/editor/N8nClient';
import { node, to } from '../../../tools/editor/node';
import { rowsOf, US } from '../support/numbers';
import type { TestN8n, TestService } from '../support/TestN8n';
import { until } from '../support/until';
import { chain, ihmjc, jsonOf } from '../support/workflows';

const TRIGGER = 'Ihmjc Trigger';
const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };

const lowBalance = ({ credential }: TestService, parameters: IDataObject = {}) => ({
	name: 'Low balance',
	nodes: [
		node(
			'n8n-nodes-ihmjc.ihmjcTrigger',
			TRIGGER,
			{ threshold: 15, pollTimes: EVERY_MINUTE, ...parameters },
			{ credentials: { ihmjcApi: credential } },
		),
		node('noOp', 'Warn'),
	],
	connections: { [TRIGGER]: { main: [[to('Warn')]] } },
	settings: { executionOrder: 'v1' as const },
});

const itemWith = (recharge: number) => ({
	rechargePoints: recharge,
	bonusPoints: 0,
	totalPoints: recharge,
	threshold: 15,
});

/** Tests Ihmjc Trigger manually, when its workflow is activated, and at a poll of n8n's scheduler. */
export function triggerSuite(n8n: () => TestN8n): void {
	const points = async (rechargePoints: number) =>
		await n8n().service({ rechargePoints, bonusPoints: 0, pricePerNumber: 1 });

	/** Waits for this many executions of the trigger and returns the items of each, oldest first. */
	const warnings = async ({ id: workflowId }: SavedWorkflow, count: number, seconds = 20) => {
		const { client } = n8n();
		const started = async () => await client.executions({ workflowId });
		await until(async () => (await started()).length >= count, seconds);
		const ids = (await started()).map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
		const ended = await Promise.all(ids.map(async (id) => await client.ended(id)));
		return ended.map((execution) => jsonOf(execution, 'Warn'));
	};
	/** Why a workflow isn't activated. n8n 1.x reports it at once, 2.x tries a few times in the background. */
	const refusal = async (saved: SavedWorkflow): Promise<string> => {
		const { client } = n8n();
		try {
			await client.activate(saved);
		} catch (error) {
			return (error as Error).message;
		}
		await until(async () => (await client.activationError(saved)) !== '', 60);
		const error = await client.activationError(saved);
		await client.deactivate(saved);
		return error;
	};
	/** Activates a workflow and waits for its first poll, which n8n 2.x makes in the background. */
	const activated = async (saved: SavedWorkflow, { sandbox }: TestService) => {
		const polls = () => sandbox.requests.filter(({ endpoint }) => endpoint === 'balance').length;
		const before = polls();
		await n8n().client.activate(saved);
		await until(() => polls() > before, 30);
	};
	/** Spends two points. */
	const upload = async (service: TestService) =>
		await n8n().run(chain(rowsOf(US.slice(0, 2)), ihmjc(service, 'upload')));

	test.each([3, 3000])(
		'returns a balance of %i points in a test in the editor',
		async (recharge) => {
			const service = await points(recharge);
			const saved = await n8n().client.createWorkflow(lowBalance(service));
			const run = await n8n().client.ended(await n8n().client.start(saved, TRIGGER));
			expect(run.status).toBe('success');
			expect(jsonOf(run, 'Warn')).toEqual([itemWith(recharge)]);
		},
	);

	test('starts once even if it is activated again, and again after the points have risen', async () => {
		const { client } = n8n();
		const service = await points(10);
		const saved = await client.createWorkflow(lowBalance(service));
		const activateAnew = async () => {
			await client.deactivate(saved);
			await activated(saved, service);
		};
		await activated(saved, service);
		expect(await warnings(saved, 1)).toEqual([[itemWith(10)]]);
		await activateAnew();
		service.sandbox.addPoints(6);
		await activateAnew();
		await upload(service);
		await activateAnew();
		expect(await warnings(saved, 2)).toEqual([[itemWith(10)], [itemWith(14)]]);
		await client.deactivate(saved);
	});

	test('starts only at a poll of the scheduler', async () => {
		const { client } = n8n();
		const service = await points(16);
		const saved = await client.createWorkflow(lowBalance(service));
		await activated(saved, service);
		expect(await client.executions({ workflowId: saved.id })).toEqual([]);
		await upload(service);
		expect(await warnings(saved, 1, 90)).toEqual([[itemWith(14)]]);
		await client.deactivate(saved);
	});

	test('is not activated with a wrong password or threshold and explains why', async () => {
		const { client } = n8n();
		const { sandbox } = await points(10);
		const credential = await client.createCredential('ihmjcApi', 'Wrong', {
			account: sandbox.account,
			password: 'not-the-password',
			baseUrl: sandbox.url,
		});
		const wrong = await client.createWorkflow(lowBalance({ sandbox, credential }));
		expect(await refusal(wrong)).toContain('Wrong account or password');

		const service = await points(10);
		const useless = await client.createWorkflow(lowBalance(service, { threshold: '={{ -1 }}' }));
		expect(await refusal(useless)).toContain("'Threshold' can't be");
	});
}
