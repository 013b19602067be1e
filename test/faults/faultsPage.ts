import type { Endpoint } from '../../tools/sandbox/quirks/quirks';

/** The outcomes of one operation with one fault of one endpoint. */
export interface Row {
	operation: string;
	endpoint: Endpoint;
	fault: string;
	/** From `describeOutcome`: with the fault once, three times in a row, and every time. */
	once: string;
	burst: string;
	always: string;
	/** The error message if the fault is permanent. */
	message: string | undefined;
}

const SYMBOLS = {
	same: '✓',
	recovered: '↻',
	hint: '!',
	error: '✗',
};

const LEGEND = `# Faults and their effect

\`test/faults\` runs every operation and the trigger on n8n's engine with every fault that the service can have, without Retry On Fail and
with the default On Error. \`npm run docs\` writes this report; \`npm test\` fails if it is out of date.

Each column is an operation and the request that fails. Each fault is tried permanently; if that does harm, three times in a row; and if
that does too, once:

- ${SYMBOLS.same} The result is the same as without the fault.
- ${SYMBOLS.recovered} The result is the same after one and after three faults. If the fault persists, the operation fails.[^paid]
- ${SYMBOLS.hint} There is a result with a hint or a field that says what is wrong.
- ${SYMBOLS.error} The operation fails after the first fault.[^upload]

The last column quotes the error. [Troubleshooting](../../docs/troubleshooting.md) explains what to do about each.
`;

const FOOTNOTES = `[^paid]: The error includes the upload ID, so the result isn't lost and isn't charged again.

[^upload]: An upload is repeated only if it provably was never sent, because otherwise the service may have charged it. The error says so, and
where to look.
`;

const isSame = (text: string) => text === 'The result.';
const isError = (text: string) => text.startsWith('**');

function symbolOf({ once, burst, always }: Row): string {
	if ([once, burst, always].every(isSame)) return SYMBOLS.same;
	if (isError(once)) return SYMBOLS.error;
	if (isSame(once) && isSame(burst) && isError(always)) return SYMBOLS.recovered;
	return SYMBOLS.hint;
}

/** Creates the page from rows in the order of the page. */
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

const columnOf = ({ operation, endpoint }: Row) => `${operation}: ${endpoint}`;

/** The error messages, without upload IDs and the sentence about the uploaded list. */
function messagesOf(rows: readonly Row[]): string {
	const messages = rows.map(({ message }) =>
		message?.replace(/ \(upload ID \d+\)/, '').replace(/\. The list of .*/, ''),
	);
	return [...new Set(messages)].filter(Boolean).join(' · ');
}

const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;

const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
