/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { WorkflowFile } from './N8nClient';
import { projectFolder } from './projectFolder';

const folder = path.join(projectFolder, 'examples');

/** The names of the example workflows' files. */
export const workflowFileNames = (): string[] =>
	readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The content of an example workflow's file. */
export const workflowText = (fileName: string): string =>
	readFileSync(path.join(folder, fileName), 'utf8');

/** An example workflow whose Ihmjc nodes use an existing credential, because files contain none. */
export function workflowFile(
	fileName: string,
	{ id, name }: { id: string; name: string },
): WorkflowFile {
	const workflow = JSON.parse(workflowText(fileName)) as WorkflowFile;
	for (const node of workflow.nodes) {
		if (node.type.startsWith('n8n-nodes-ihmjc.')) node.credentials = { ihmjcApi: { id, name } };
	}
	return workflow;
}
