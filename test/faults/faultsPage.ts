import type { Endpoint } from '../../sandbox/quirks/quirks';

/** What the user sees for one fault of one endpoint. */
export interface Row {
	operation: string;
	endpoint: Endpoint;
	what: string;
	once: string;
	burst: string;
	always: string;
}

const ENDPOINT_WORDS: Record<Endpoint, string> = {
	upload: 'its upload',
	query: 'its queries',
	download: 'its downloads',
	balance: 'its question for the balance',
};

const INTRO = `# Faults, and what a user sees of them

Every operation, and the trigger, against everything that can go wrong with the service, as tried by \`test/faults\` on
n8n's engine, without Retry On Fail and with On Error at its default. The tests write this page, and fail when it is not what they
see: \`UPDATE_DOCS=1 npx jest test/faults\` writes it anew.

Each fault happens once, to three requests in a row, and to all of them. **Bold** is the error's message; after it comes
its description. "The result" is the same as without the fault. All uploads hold 12 numbers, and one upload ID is 42992.
`;

/** The page, from rows in the order in which they are to stand there. */
export function faultsPage(rows: readonly Row[]): string {
	const sections = new Map<string, Row[]>();
	for (const row of rows) {
		const title = `${row.operation}: ${ENDPOINT_WORDS[row.endpoint]}`;
		sections.set(title, [...(sections.get(title) ?? []), row]);
	}
	return [INTRO, ...[...sections].map(([title, its]) => section(title, its))].join('\n');
}

function section(title: string, rows: readonly Row[]): string {
	const lines = rows.map(({ what, once, burst, always }) => {
		const short = once === burst ? [once] : [`Once: ${once}`, `Three times: ${burst}`];
		const cells = once === always && burst === always ? [once] : [...short, `Always: ${always}`];
		return `| ${what} | ${cells.map(escaped).join('<br>')} |`;
	});
	return [
		`## ${title}`,
		'',
		'| What goes wrong | What the user sees |',
		'| --- | --- |',
		...lines,
		'',
	].join('\n');
}

const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
