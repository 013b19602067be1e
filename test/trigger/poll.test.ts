import type { INodeParameters } from 'n8n-workflow';

import { IhmjcTrigger } from '../../nodes/IhmjcTrigger/IhmjcTrigger.node';
import type { QuirkRule } from '../../tools/sandbox/quirks/QuirkRule';
import { QUICK_LIMITS } from '../helpers/runIhmjc';
import { givenBy } from '../helpers/runIhmjcTrigger';
import { textsIn } from '../helpers/textsIn';
import { closeAll } from '../tools/sandbox/sandboxes';
import { setUpTrigger } from './support';

const below = (threshold: INodeParameters[string]) => ({ event: 'balanceLow', threshold });
const itemWith = (recharge: number, bonus: number, threshold: number) => ({
	rechargePoints: recharge,
	bonusPoints: bonus,
	totalPoints: recharge + bonus,
	threshold,
});

afterEach(closeAll);

describe('Balance Low', () => {
	it('starts the workflow once when the points fall, and again only after they have risen', async () => {
		const { sandbox, activate, spend } = await setUpTrigger({ rechargePoints: 20 });
		const { first, poll } = await activate(below(15));
		expect(first).toBeUndefined();
		expect(await poll()).toBeUndefined();

		await spend(6);
		expect(givenBy(await poll())).toEqual([itemWith(14, 0, 15)]);
		expect(await poll()).toBeUndefined();
		await spend(4);
		expect(await poll()).toBeUndefined();
		sandbox.addPoints(4);
		expect(await poll()).toBeUndefined();
		sandbox.addPoints(1);
		expect(await poll()).toBeUndefined();

		await spend(1);
		expect(givenBy(await poll())).toEqual([itemWith(14, 0, 15)]);
		expect(await poll()).toBeUndefined();
	});

	it('adds recharge and bonus points', async () => {
		const { activate, spend } = await setUpTrigger({ rechargePoints: 10, bonusPoints: 5 });
		const { first, poll } = await activate(below(15));
		expect(first).toBeUndefined();
		await spend(1);
		expect(givenBy(await poll())).toEqual([itemWith(10, 4, 15)]);
	});

	it('starts at once if the workflow is activated with too few points', async () => {
		const { activate } = await setUpTrigger({ rechargePoints: 3 });
		expect(givenBy((await activate(below(15))).first)).toEqual([itemWith(3, 0, 15)]);
	});

	it('does not start again after n8n restarts or the workflow is activated again', async () => {
		const { sandbox, activate, spend } = await setUpTrigger({ rechargePoints: 3 });
		const before = await activate(below(15));
		const { first, poll } = await activate(below(15), { staticData: before.saved() });
		expect(first).toBeUndefined();

		sandbox.addPoints(20);
		expect(await poll()).toBeUndefined();
		await spend(20);
		expect(givenBy(await poll())).toEqual([itemWith(3, 0, 15)]);
	});

	it('starts again after the threshold changes', async () => {
		const { activate } = await setUpTrigger({ rechargePoints: 30 });
		let { first, saved } = await activate(below(100));
		expect(first).toBeDefined();
		for (const [threshold, starts] of [
			[100, false],
			[20, false],
			[40, true],
			[200, true],
			[200, false],
		] as const) {
			({ first, saved } = await activate(below(threshold), { staticData: saved() }));
			expect([threshold, first !== undefined]).toEqual([threshold, starts]);
		}
	});

	it('starts again for another account', async () => {
		const { activate } = await setUpTrigger({ rechargePoints: 3 });
		let { first, saved } = await activate(below(15), { credentialId: 'mine' });
		expect(first).toBeDefined();
		for (const [credentialId, starts] of [
			['mine', false],
			['yours', true],
			['yours', false],
		] as const) {
			({ first, saved } = await activate(below(15), { credentialId, staticData: saved() }));
			expect([credentialId, first !== undefined]).toEqual([credentialId, starts]);
		}
	});

	it('accepts an expression as the threshold', async () => {
		const { activate } = await setUpTrigger({ rechargePoints: 3 });
		const { first } = await activate(below('={{ "1" + "5" }}'));
		expect(givenBy(first)).toEqual([itemWith(3, 0, 15)]);
	});

	it('accepts a fraction of a point as the threshold', async () => {
		const { activate } = await setUpTrigger({ rechargePoints: 0.2499 });
		expect(givenBy((await activate(below(0.25))).first)).toEqual([itemWith(0.2499, 0, 0.25)]);
	});

	it('has a default threshold', async () => {
		const { activate } = await setUpTrigger({ rechargePoints: 9.5 });
		expect(givenBy((await activate({})).first)).toEqual([itemWith(9.5, 0, 10)]);
	});

	it('starts once for two parallel polls', async () => {
		const { sandbox, activate, spend } = await setUpTrigger({ rechargePoints: 20 });
		const { poll } = await activate(below(15));
		await spend(6);
		const asked = sandbox.requests.length;
		const started = await Promise.all([poll(), poll()]);
		expect(sandbox.requests.length - asked).toBe(2);
		expect(started.map(givenBy).filter(Boolean)).toEqual([[itemWith(14, 0, 15)]]);
	});
});

describe('a test of Balance Low in the editor', () => {
	it.each([
		['below', 3],
		['above', 3000],
	])('returns the current balance %s the threshold', async (_, rechargePoints) => {
		const { test } = await setUpTrigger({ rechargePoints });
		const result = await test(below(15));
		expect(givenBy(result)).toEqual([itemWith(rechargePoints, 0, 15)]);
	});

	it.each([
		['low points', { below: 15 }],
		['nothing', {}],
	])("does not change the trigger's memory of %s", async (_, memory) => {
		for (const rechargePoints of [3, 3000]) {
			const { test } = await setUpTrigger({ rechargePoints });
			const staticData = { 'node:Trigger': memory };
			const result = await test(below(15), { staticData });
			expect(givenBy(result)).toHaveLength(1);
			expect(result.staticData).toEqual(staticData);
		}
	});

	it('explains in a hint what an active workflow does', () => {
		expect(new IhmjcTrigger().description.hints).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/current balance.*only after the points fall/),
				whenToDisplay: 'afterExecution',
				location: 'outputPane',
			}),
		]);
	});
});

describe('Balance Low with a fault', () => {
	it.each<Omit<QuirkRule, 'times'>>([
		{ quirk: 'status500' },
		{ quirk: 'reset' },
		{ quirk: 'html200' },
		{ quirk: 'empty200' },
	])('tries again after %j', async (quirk) => {
		const { sandbox, activate, clock } = await setUpTrigger({ rechargePoints: 3 });
		sandbox.addQuirk({ ...quirk, times: 3 });
		expect(givenBy((await activate(below(15))).first)).toEqual([itemWith(3, 0, 15)]);
		expect(clock.sleeps).toEqual([2000, 4000, 8000]);
	});

	it('fails the poll in time and keeps its memory', async () => {
		const { sandbox, activate, clock, spend } = await setUpTrigger({ rechargePoints: 20 });
		const { poll } = await activate(below(15));
		await spend(6);
		expect(await poll()).toBeDefined();

		sandbox.addQuirk({ endpoint: 'balance', quirk: 'status500' });
		const started = clock.now();
		await expect(poll()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: 'Ihmjc returned HTTP status 500',
			description: 'Try again later.',
			node: { name: 'Ihmjc' },
		});
		expect(clock.now() - started).toBeLessThanOrEqual(15_000);

		sandbox.clearQuirks();
		expect(await poll()).toBeUndefined();
		sandbox.addPoints(1);
		expect(await poll()).toBeUndefined();

		sandbox.addQuirk({ endpoint: 'balance', quirk: 'status500' });
		await spend(1);
		await expect(poll()).rejects.toThrow('HTTP status 500');
		sandbox.clearQuirks();
		expect(givenBy(await poll())).toEqual([itemWith(14, 0, 15)]);
	});

	it('limits Retry-After to the time of a poll', async () => {
		const { sandbox, activate, clock } = await setUpTrigger();
		sandbox.addQuirk({ quirk: 'status429', value: '60' });
		await expect(activate(below(15))).rejects.toThrow('HTTP status 429');
		expect(clock.sleeps).toEqual([]);
	});

	it('explains why it is not activated if the service does not respond', async () => {
		const { sandbox, activate } = await setUpTrigger();
		sandbox.addQuirk({ quirk: 'hang' });
		await expect(activate(below(15), { limits: QUICK_LIMITS })).rejects.toThrow(
			'Ihmjc did not respond in time',
		);
	});

	it('reports a wrong password at once without quoting it', async () => {
		const { sandbox, activate, test } = await setUpTrigger();
		const password = 'not-my-secret';
		const { error } = await test(below(15), { password });
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Ihmjc refused: Wrong account or password (RES 101)',
			description: expect.stringMatching(/account and password in the credential/),
		});
		const thrown: unknown = await activate(below(15), { password }).catch((e: unknown) => e);
		expect(thrown).toMatchObject({ message: error?.message });
		expect(sandbox.requests).toHaveLength(2);
		expect(textsIn([error, thrown]).filter((text) => text.includes(password))).toEqual([]);
	});
});

describe('Balance Low refuses', () => {
	it.each([
		-1,
		'={{ "many" }}',
		'={{ NaN }}',
		'={{ Infinity }}',
		'={{ "" }}',
		'={{ undefined }}',
		'={{ null }}',
		'={{ [15] }}',
		'={{ true }}',
	])('a threshold of %s', async (threshold) => {
		const { sandbox, activate, test } = await setUpTrigger();
		const expected = {
			name: 'NodeOperationError',
			message: expect.stringMatching(/^'Threshold' can't be "/),
			description: expect.stringMatching(/^Enter a number/),
		};
		await expect(activate(below(threshold))).rejects.toMatchObject(expected);
		expect((await test(below(threshold))).error).toMatchObject(expected);
		expect(sandbox.requests).toEqual([]);
	});

	it('an unknown event', async () => {
		const { activate } = await setUpTrigger();
		await expect(activate({ event: 'balanceHigh' })).rejects.toMatchObject({
			message: "'Trigger On' can't be \"balanceHigh\"",
			description: expect.stringMatching(/^Choose one of these: Balance Low\./),
		});
	});
});
