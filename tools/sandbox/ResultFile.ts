import type { Job } from './Jobs';
import type { ListShape, ListStatus } from './resultList';

/** How a download is written. */
export interface FileShape extends ListShape {
	/** Cut within a number; then ended as if nothing had happened, or with the connection broken. */
	cut: 'no' | 'clean' | 'broken';
	/** Rather than in the middle of the file. */
	cutInLastLine: boolean;
	utf16: boolean;
	/** Without a Content-Length. */
	chunked: boolean;
	/** The names inside a ZIP in Chinese, encoded as GBK. */
	gbkNames: boolean;
	notAZip: boolean;
	evilName: boolean;
}

export const plainShape: FileShape = {
	plus: false,
	lineEnd: '\n',
	lastLineEnd: true,
	leftOut: 0,
	twice: false,
	foreign: 0,
	header: '',
	quotes: false,
	columns: '',
	form: 'e164',
	cut: 'no',
	cutInLastLine: false,
	utf16: false,
	chunked: false,
	gbkNames: false,
	notAZip: false,
	evilName: false,
};

/** A download that was granted. */
export interface ResultFile {
	job: Job;
	content: 'zip' | ListStatus;
	shape: FileShape;
}
