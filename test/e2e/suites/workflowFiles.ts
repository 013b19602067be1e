import type { INode, INodeTypeDescription } from 'n8n-workflow';

import type { WorkflowFile } from '../../../tools/editor/N8nClient';
import { workflowFileNames, workflowText } from '../../../tools/editor/workflowFiles';
import { parameterFaults } from '../../examples/parameterFaults';
import type { TestN8n } from '../support/TestN8n';
import { agentSuite } from './workflows/agent';
import { approvalSuite } from './workflows/approval';
import { balanceSuite } from './workflows/balance';
import { collectLeadsSuite } from './workflows/collectLeads';
import { csvByMailSuite } from './workflows/csvByMail';
import { databaseTableSuite } from './workflows/databaseTable';
import { importFile, triggerOf } from './workflows/importFile';
import { rememberedAnswersSuite } from './workflows/rememberedAnswers';
import { rowsSuite } from './workflows/rows';
import { uploadFormSuite } from './workflows/uploadForm';

/** Workflows that need no other service. */
const ALONE = ['check-numbers.json', 'five-steps.json', 'several-apps.json'];

/** Older versions lack data tables by name, human review of tools, and waits in the database. */
const NEED_N8N_2 = [
	'agent-approval.json',
	'collect-leads.json',
	'database-table.json',
	'remembered-answers.json',
];

/** Tests the example workflows as a user imports them. */
export function workflowFilesSuite(n8n: () => TestN8n, version: string): void {
	const isOld = version.startsWith('1.');

	test('contain only nodes and parameters that n8n knows', async () => {
		const types = await n8n().client.nodeTypes();
		const files = workflowFileNames().filter((name) => !isOld || !NEED_N8N_2.includes(name));
		expect(files.length).toBeGreaterThan(8);
		const faults = files.flatMap((fileName) => {
			const { nodes } = JSON.parse(workflowText(fileName)) as WorkflowFile;
			return nodes.flatMap((node) =>
				faultsOf(node, types).map((fault) => `${fileName}, ${node.name}: ${fault}`),
			);
		});
		expect(faults).toEqual([]);
	});

	test.each(ALONE)('run to the end: %s', async (fileName) => {
		const service = await n8n().service();
		const workflow = importFile(fileName, service);
		const saved = await n8n().client.createWorkflow(workflow);
		const run = await n8n().client.ended(await n8n().client.start(saved, triggerOf(workflow)));
		expect(run.data.resultData.error).toBeUndefined();
		expect(run.status).toBe('success');
		expect(service.sandbox.uploads.length).toBeGreaterThan(0);
	});

	rowsSuite(n8n);
	balanceSuite(n8n);
	uploadFormSuite(n8n);
	approvalSuite(n8n);
	describe('files by mail', () => csvByMailSuite(n8n));
	agentSuite(n8n, { hasReview: !isOld });
	if (isOld) return;
	rememberedAnswersSuite(n8n);
	collectLeadsSuite(n8n);
	describe('a database', () => databaseTableSuite(n8n));
}

function faultsOf(node: INode, types: INodeTypeDescription[]): string[] {
	const description = types.find(
		({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
	);
	return description
		? parameterFaults(node, description)
		: [`there is no ${node.type} ${node.typeVersion}`];
}
