import type { RunResult } from '../../tools/engine/RunResult';
import { type IhmjcRun, runIhmjc } from './runIhmjc';
import { testTrigger } from './runIhmjcTrigger';
import { textsIn } from './textsIn';

/** Contains characters that are encoded differently in a URL, a form, a page and JSON. */
export const ACCOUNT = 'canary-account+7 ö';
export const PASSWORD = 'canary p@ss"word<&>\\/%';

/** Runs the node, or the trigger as a test in the editor, on n8n's engine. */
export const runAny = async ({ node, ...run }: IhmjcRun): Promise<RunResult> =>
	run.parameters.event === undefined ? await runIhmjc({ node, ...run }) : await testTrigger(run);

/** Every text that a run leaves behind, except files. */
export const traces = (result: RunResult): string[] =>
	textsIn([result.data, result.logs, result.hints('Ihmjc')]);

/** The texts of a run that users read. */
export const visibleTexts = ({ error, logs, ...result }: RunResult): string[] => [
	...[error?.message, error?.description, ...Object.values(error?.context ?? {})].map(String),
	...logs.map(({ message }) => message),
	...(result.data.resultData.runData.Ihmjc ?? [])
		.flatMap(({ hints = [] }) => hints)
		.map(({ message }) => message),
];

const BITS = ['canary', Buffer.from('canary').toString('base64').slice(0, 7)];

/** Undoes the encodings of URLs, pages, JSON and programs. */
const decoded = (text: string): string =>
	text
		.replace(
			/%([0-9a-f]{2})|&#x([0-9a-f]+);|\\+u([0-9a-f]{4})|\\+x([0-9a-f]{2})/gi,
			(_, ...codes) =>
				String.fromCodePoint(parseInt(codes.slice(0, 4).find(Boolean) as string, 16)),
		)
		.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

/** The texts that hold the account or the password. */
export const leaksIn = (texts: string[]): string[] =>
	texts.filter((text) => {
		const all = [text, decoded(text)].join().toLowerCase();
		return BITS.some((bit) => all.includes(bit.toLowerCase()));
	});

/** The texts that hold any of these numbers, however it is written. */
export const numbersIn = (texts: string[], numbers: readonly string[]): string[] =>
	texts.filter((text) => {
		const digits = text.replace(/[\s.()-]/g, '');
		return numbers.some((number) => digits.includes(number));
	});
