import type { Job } from './Jobs';
import type { ListShape, ListStatus } from './resultList';

export const missingLists = [
	'activated refusal',
	'activated page',
	'activated 503',
	'unregistered refusal',
	'unregistered page',
	'unregistered 503',
] as const;

/** How a download is written. */
export interface FileShape extends ListShape {
	/** Cut off within a number; then ended normally ('clean') or by closing the connection ('broken'). */
	cut: 'no' | 'clean' | 'broken';
	/** Cuts in the last line instead of the middle of the file. */
	cutInLastLine: boolean;
	/** How many bytes are missing at the end of the list, which is then announced without them. */
	cutBytes: number;
	/** The list that is missing, and what comes instead. */
	missingList: (typeof missingLists)[number] | '';
	utf16: boolean;
	/** Sends no Content-Length. */
	chunked: boolean;
	/** Writes the names inside a ZIP in Chinese, encoded as GBK. */
	gbkNames: boolean;
	notAZip: boolean;
	evilName: boolean;
	/** How Content-Disposition writes a Chinese name. */
	chineseName: 'no' | 'extended' | 'percent' | 'raw' | 'space';
}

export const plainShape: FileShape = {
	plus: false,
	lineEnd: '\n',
	lastLineEnd: true,
	missing: 0,
	twice: false,
	both: false,
	foreign: 0,
	header: '',
	quotes: false,
	columns: '',
	form: 'e164',
	cut: 'no',
	cutInLastLine: false,
	cutBytes: 0,
	missingList: '',
	utf16: false,
	chunked: false,
	gbkNames: false,
	notAZip: false,
	evilName: false,
	chineseName: 'no',
};

/** A download that the service allows. */
export interface ResultFile {
	job: Job;
	content: 'zip' | ListStatus;
	shape: FileShape;
}
