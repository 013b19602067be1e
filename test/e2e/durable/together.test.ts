import { OPEN } from '../../../tools/editor/N8nClient';
import { NEWEST_N8N } from '../../../tools/editor/versions';
import { americanNumbers } from '../../helpers/fictionalNumbers';
import { busiestSecond } from '../support/busiestSecond';
import { TestN8n } from '../support/TestN8n';
import { until } from '../support/until';
import { call, startingWith, webhook } from '../support/webhook';
import { chain, ihmjc, jsonOf } from '../support/workflows';
import { record } from './cases';

const WEBHOOKS = 30;

describe(`${WEBHOOKS} webhooks at once on n8n ${NEWEST_N8N}, one process`, () => {
	let n8n: TestN8n;

	beforeAll(async () => {
		n8n = await TestN8n.start({ version: NEWEST_N8N });
	}, 240_000);

	afterAll(async () => await n8n?.stop());

	test.each(['memory', 'database'])(
		'ask at most twice in any second, and none fails, with a wait in the %s',
		async (waitIn) => {
			const { sandbox, credential } = await n8n.service({ jobSeconds: 90 });
			const path = `together-${waitIn}-${Date.now()}`;
			// A list with a single unknown number has no result at all.
			const options = { waitIn, failedNumbers: 'keep' };
			const check = ihmjc({ sandbox, credential }, 'check', { phoneField: 'body.phone', options });
			const saved = await n8n.client.createWorkflow(
				startingWith(webhook(path, 'onReceived'), chain([], check)),
			);
			await n8n.client.activate(saved);
			const phones = americanNumbers(WEBHOOKS).map((digits) => `+${digits}`);
			const responses = await Promise.all(
				phones.map(async (phone) => await call(n8n.client, path, phone)),
			);
			expect(responses.map(({ status }) => status)).toEqual(phones.map(() => 200));

			// In the database, each has a sub-execution.
			const count = waitIn === 'memory' ? WEBHOOKS : 2 * WEBHOOKS;
			const mine = async () => await n8n.client.executions({ workflowId: saved.id });
			const areOver = async () => {
				const all = await mine();
				return all.length >= count && all.every(({ status }) => !OPEN.has(status));
			};
			await until(areOver, 600);
			const all = await mine();
			expect(all.map(({ status }) => status)).toEqual(all.map(() => 'success'));
			const rows = await Promise.all(
				all.map(async ({ id }) => jsonOf(await n8n.client.execution(id), 'check')),
			);
			const answers = rows.flat().map(({ ihmjcNumber, ihmjcStatus }) => [ihmjcNumber, ihmjcStatus]);
			const expected = americanNumbers(WEBHOOKS).map((digits) => {
				const status = sandbox.statusOf(digits, sandbox.uploads[0].appCode);
				return [digits, status === 'unknown' ? 'failed' : status];
			});
			expect(answers.sort()).toEqual(expected.sort());
			expect(sandbox.uploads).toHaveLength(WEBHOOKS);
			expect(busiestSecond(sandbox)).toBeLessThanOrEqual(2);
			record(
				`${NEWEST_N8N}, one process`,
				`${WEBHOOKS} webhooks at once, in ${waitIn === 'memory' ? 'memory' : 'the database'}`,
				'at most two queries in any second; none failed',
			);
		},
		900_000,
	);
});
