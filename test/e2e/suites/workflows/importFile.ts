import type { IDataObject, INode } from 'n8n-workflow';

import type { WorkflowFile } from '../../../../tools/editor/N8nClient';
import { workflowFile } from '../../../../tools/editor/workflowFiles';
import type { TestService } from '../../support/TestN8n';

/** An example workflow with the service's credential, which a user selects after importing it. */
export const importFile = (fileName: string, { credential }: TestService): WorkflowFile =>
	workflowFile(fileName, credential);

export function nodeOf({ nodes }: WorkflowFile, name: string): INode {
	const node = nodes.find((each) => each.name === name);
	if (!node) throw new Error(`The workflow has no node "${name}"`);
	return node;
}

/** The name of its first start node. */
export const triggerOf = ({ nodes }: WorkflowFile): string =>
	nodes.find(({ type }) => type.endsWith('Trigger'))?.name ?? '';

/** Replaces a node's output by pinned data, because the tests can't reach its service. */
export function pin(workflow: WorkflowFile, name: string, rows: IDataObject[]): void {
	nodeOf(workflow, name);
	workflow.pinData = { ...workflow.pinData, [name]: rows.map((json) => ({ json })) };
}
