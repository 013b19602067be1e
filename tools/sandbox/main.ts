/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals */
import { helpText } from './helpText';
import { readArguments } from './readArguments';
import { startSandbox } from './startSandbox';

async function main(): Promise<void> {
	const options = readArguments(process.argv.slice(2));
	if (options === 'help') {
		console.log(helpText());
		return;
	}
	const sandbox = await startSandbox({ ...options, log: (line) => console.log(line) });
	if (options.host !== undefined) console.log(openWarning(options.host));
	console.log(`Ihmjc sandbox: ${sandbox.url}
Account:       ${sandbox.account}
Password:      ${sandbox.password}
Press Ctrl-C to stop it. Run with --help to see all options.
`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
}

const openWarning = (host: string) =>
	`Warning: the sandbox listens on ${host}, so everyone who can reach that address can use it over plain HTTP.
Use made-up accounts and numbers only, and stop it when you are done.
`;

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
