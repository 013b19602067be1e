import type { Endpoint } from '../../tools/sandbox/quirks/quirks';

/** What one operation makes of one fault of one endpoint. */
export interface Row {
	operation: string;
	endpoint: Endpoint;
	fault: string;
	/** As `seen` says it: after the fault came once, three times in a row, and every time. */
	once: string;
	burst: string;
	always: string;
	/** The message of the error, if there is one in the end. */
	message: string | undefined;
}

const ENDPOINT_WORDS: Record<Endpoint, string> = {
	upload: 'upload',
	query: 'query',
	download: 'download',
	balance: 'balance',
};

const SYMBOLS = {
	same: '✓',
	recovered: '↻',
	hint: '!',
	error: '✗',
};

const LEGEND = `# Faults, and what a user sees of them

Every operation and the trigger, against everything that can go wrong with the service, as tried by \`test/faults\` on n8n's engine,
without Retry On Fail and with On Error at its default. \`npm run docs\` writes this page; \`npm test\` fails when it isn't true.

A column is an operation and the request that the fault happens to. Each fault is tried once, three times in a row, and for good:

- ${SYMBOLS.same} The result is the same as without the fault.
- ${SYMBOLS.recovered} The result is the same after one and after three faults. If the fault stays, it is an error.[^paid]
- ${SYMBOLS.hint} There is a result, and a hint or a field that says what is wrong with it.
- ${SYMBOLS.error} It is an error after the first fault.[^upload]

The last column quotes the error. [Troubleshooting](troubleshooting.md) says what to do about each.
`;

const FOOTNOTES = `[^paid]: The error has the upload ID: the result isn't lost, and isn't charged again.

[^upload]: An upload is never repeated unless it provably never left, because the service may have charged it. The error says so, and where
to look.
`;

const isSame = (text: string) => text === 'The result.';
const isError = (text: string) => text.startsWith('**');

function symbolOf({ once, burst, always }: Row): string {
	if ([once, burst, always].every(isSame)) return SYMBOLS.same;
	if (isError(once)) return SYMBOLS.error;
	if (isSame(once) && isSame(burst) && isError(always)) return SYMBOLS.recovered;
	return SYMBOLS.hint;
}

/** The page, from rows in the order in which they are to stand there. */
export function faultsPage(rows: readonly Row[]): string {
	const columns = [...new Set(rows.map(columnOf))];
	const faults = new Map<string, Row[]>();
	for (const row of rows) faults.set(row.fault, [...(faults.get(row.fault) ?? []), row]);
	const lines = [...faults].map(([fault, its]) => [
		fault,
		...columns.map((column) =>
			its
				.filter((row) => columnOf(row) === column)
				.map(symbolOf)
				.join(''),
		),
		messagesOf(its),
	]);
	return [
		LEGEND,
		line(['Fault', ...columns, 'The error says']),
		line(['---', ...columns.map(() => ':-:'), '---']),
		...lines.map(line),
		'',
		FOOTNOTES,
	].join('\n');
}

const columnOf = ({ operation, endpoint }: Row) => `${operation}: ${ENDPOINT_WORDS[endpoint]}`;

/** The service's own words, without the upload ID and what is said of every upload. */
function messagesOf(rows: readonly Row[]): string {
	const messages = rows.map(({ message }) =>
		message?.replace(/ \(upload ID \d+\)/, '').replace(/\. The list of .*/, ''),
	);
	return [...new Set(messages)].filter(Boolean).join(' · ');
}

const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;

const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
