import type { IDataObject, INode } from 'n8n-workflow';

import type { WorkflowFile } from '../../../../tools/editor/N8nClient';
import { workflowFile } from '../../../../tools/editor/workflowFiles';
import type { TestService } from '../../support/TestN8n';

/** An example workflow with what a user chooses after importing it: the credential for the service. */
export const importFile = (fileName: string, { credential }: TestService): WorkflowFile =>
	workflowFile(fileName, credential);

export function nodeOf({ nodes }: WorkflowFile, name: string): INode {
	const node = nodes.find((each) => each.name === name);
	if (!node) throw new Error(`There is no node "${name}"`);
	return node;
}

/** The name of the node that it starts with; the first one, if there are several. */
export const triggerOf = ({ nodes }: WorkflowFile): string =>
	nodes.find(({ type }) => type.endsWith('Trigger'))?.name ?? '';

/** What a node would give out, if it could reach whom it asks. */
export function pin(workflow: WorkflowFile, name: string, rows: IDataObject[]): void {
	nodeOf(workflow, name);
	workflow.pinData = { ...workflow.pinData, [name]: rows.map((json) => ({ json })) };
}
