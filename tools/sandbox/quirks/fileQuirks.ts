import type { FileShape } from '../ResultFile';
import type { Alteration } from './alter';
import type { QuirkOf } from './quirks';

export const fileQuirks: Record<QuirkOf<'file'>, Alteration<FileShape>> = {
	crlf: (shape) => ({ ...shape, lineEnd: '\r\n' }),
	plus: (shape) => ({ ...shape, plus: true }),
	noLastNewline: (shape) => ({ ...shape, lastLineEnd: false }),
	shortDownload: (shape, value) => ({ ...shape, missing: Number(value) }),
	emptyDownload: (shape) => ({ ...shape, missing: Infinity }),
	midLineDownload: (shape, value) => ({ ...shape, cut: 'clean', cutInLastLine: value === 'last' }),
	truncatedDownload: (shape) => ({ ...shape, cut: 'broken' }),
	foreignNumbers: (shape, value) => ({ ...shape, foreign: Number(value) }),
	headerLine: (shape, value) => ({ ...shape, header: value }),
	quotedNumbers: (shape) => ({ ...shape, quotes: true }),
	columns: (shape, value) => ({ ...shape, columns: value }),
	otherForm: (shape, value) => ({ ...shape, form: value as FileShape['form'] }),
	bothLists: (shape) => ({ ...shape, both: true }),
	missingList: (shape, value) => ({ ...shape, missingList: value as FileShape['missingList'] }),
	cutLastLine: (shape, value) => ({ ...shape, cutBytes: Number(value) }),
	duplicateLines: (shape) => ({ ...shape, twice: true }),
	utf16Download: (shape) => ({ ...shape, utf16: true }),
	chunkedDownload: (shape) => ({ ...shape, chunked: true }),
	notAZip: (shape) => ({ ...shape, notAZip: true }),
	gbkNames: (shape) => ({ ...shape, gbkNames: true }),
	evilFileName: (shape) => ({ ...shape, evilName: true }),
	fileName: (shape, value) => ({ ...shape, chineseName: value as FileShape['chineseName'] }),
};
