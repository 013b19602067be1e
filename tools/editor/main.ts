/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console */
import { parseArgs } from 'node:util';

import { openEditor, OWNER } from './openEditor';

const HELP = `Opens n8n's editor with this node, a simulated Ihmjc service and the example workflows.

  --fresh   delete all workflows and changes of earlier runs
  --help
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { fresh: { type: 'boolean' }, help: { type: 'boolean' } },
	});
	if (values.help) {
		console.log(HELP);
		return;
	}
	const editor = await openEditor((line) => console.log(line), { fresh: values.fresh });
	console.log(`
n8n:       ${editor.n8n.url}
Sign in:   ${OWNER.email}
Password:  ${OWNER.password}
Sandbox:   ${editor.sandbox.url} (a simulated Ihmjc service; its credential is already set up)
Log:       ${editor.n8n.program.logFile}
Press Ctrl-C to stop everything.
`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void editor.close());
	}
	await editor.n8n.program.succeeded();
}

main().then(
	// Exits explicitly, because a connection may still be open.
	() => process.exit(),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
