import { numberForms } from '../numberForms';
import { missingLists } from '../ResultFile';

export const endpoints = ['upload', 'query', 'download', 'balance'] as const;
export type Endpoint = (typeof endpoints)[number];

/** The part of a response that a quirk changes. Quirks apply in this order, then in the table's. */
export type QuirkStage =
	/** The connection itself. */
	| 'connection'
	/** Which envelope or file is sent. */
	| 'response'
	/** The envelope, before it becomes JSON. */
	| 'envelope'
	/** How a result file is written. */
	| 'file'
	/** The finished HTTP response. */
	| 'http';

export interface QuirkValue {
	means: string;
	default: string;
	/** The only values allowed. */
	oneOf?: readonly string[];
	/** Whole numbers only; negative numbers only with `negative`. */
	numeric?: boolean;
	negative?: boolean;
}

export interface QuirkInfo {
	stage: QuirkStage;
	/** A sentence for people. */
	does: string;
	/** Where the quirk applies. If missing: everywhere. */
	endpoints?: readonly Endpoint[];
	value?: QuirkValue;
	/** Replaces the endpoint: an upload is neither accepted nor charged, except with `afterAccept`. */
	instead?: true;
	/** Applies only to requests that follow the last one sooner than the value says. */
	throttles?: true;
}

const table = {
	slowResponse: {
		stage: 'connection',
		does: 'The request is carried out at once, but the response comes late.',
		value: { means: 'milliseconds', default: '1000', numeric: true },
	},
	reset: {
		stage: 'connection',
		instead: true,
		does: 'The connection is reset without a response.',
	},
	hang: {
		stage: 'connection',
		instead: true,
		does: 'No response ever comes, and the connection stays open.',
	},

	refuse: {
		stage: 'response',
		instead: true,
		does: 'The request is refused with an error envelope.',
		value: { means: 'RES and ERR with a colon between them', default: '199:余额不足' },
	},
	jsonDownload: {
		stage: 'response',
		endpoints: ['download'],
		does: 'An error envelope is returned instead of the file, with HTTP 200.',
		value: { means: 'RES and ERR with a colon between them', default: '198:文件生成失败' },
	},
	throttle: {
		stage: 'response',
		endpoints: ['query'],
		throttles: true,
		does: 'A query that comes too soon after the last one is refused.',
		value: { means: 'seconds required between queries', default: '10', numeric: true },
	},
	echoedForm: {
		stage: 'response',
		does: 'DATA of the envelope also has account, password and all other fields of the form, and the numbers of the last upload. With refuse: in the error envelope too.',
	},

	missingData: {
		stage: 'envelope',
		instead: true,
		does: 'DATA of the envelope is missing or empty. With refuse: in the error envelope too.',
		value: {
			means: 'the value of DATA',
			default: 'absent',
			oneOf: ['absent', 'null', '""', '{}'],
		},
	},
	unknownStatus: {
		stage: 'envelope',
		endpoints: ['query'],
		does: 'The status has no published meaning.',
		value: { means: 'the status', default: '7' },
	},
	extraCounts: {
		stage: 'envelope',
		endpoints: ['query'],
		does: 'The response also has number4 and number5, as in sibling services.',
	},
	countMismatch: {
		stage: 'envelope',
		endpoints: ['query'],
		does: 'number2 disagrees with the list of activated numbers.',
		value: { means: 'how many too many', default: '1', numeric: true, negative: true },
	},
	noPoints: {
		stage: 'envelope',
		endpoints: ['upload'],
		does: 'The upload is accepted, but its response has neither line nor jifen.',
	},
	wrongLine: {
		stage: 'envelope',
		endpoints: ['upload'],
		does: 'line disagrees with the numbers that were sent.',
		value: { means: 'how many too many', default: '-1', numeric: true, negative: true },
	},
	jifen: {
		stage: 'envelope',
		endpoints: ['upload'],
		does: 'jifen (the points left) has an unexpected text.',
		value: { means: 'the text', default: 'none' },
	},
	lateCount: {
		stage: 'envelope',
		endpoints: ['query'],
		does: 'One of the counts is still 0, whatever its list contains.',
		value: { means: 'the count', default: 'number2', oneOf: ['number2', 'number3'] },
	},
	zeroCounts: {
		stage: 'envelope',
		endpoints: ['query'],
		does: 'number2 and number3 are 0, whatever the lists contain.',
	},
	numericRes: { stage: 'envelope', does: 'RES is a JSON number: 100 instead of "100".' },
	paddedRes: { stage: 'envelope', does: 'RES ends with a space: "100 ".' },

	crlf: { stage: 'file', endpoints: ['download'], does: 'Lines end with \\r\\n.' },
	plus: { stage: 'file', endpoints: ['download'], does: 'Numbers begin with +.' },
	noLastNewline: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The last line has no line end.',
	},
	shortDownload: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The last numbers of the list are missing.',
		value: { means: 'how many are missing', default: '1', numeric: true },
	},
	emptyDownload: { stage: 'file', endpoints: ['download'], does: 'The list is empty.' },
	midLineDownload: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The file is cut off within a number, but the response looks complete.',
		value: {
			means: 'where to cut: in the middle of the file or in its last line',
			default: 'middle',
			oneOf: ['middle', 'last'],
		},
	},
	truncatedDownload: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The file is cut off within a number and the connection is closed, although Content-Length announced the whole file.',
	},
	foreignNumbers: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The list also contains numbers that were never sent.',
		value: { means: 'how many', default: '3', numeric: true },
	},
	headerLine: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The list begins with a header.',
		value: { means: 'the line', default: 'number,status 1' },
	},
	quotedNumbers: {
		stage: 'file',
		endpoints: ['download'],
		does: 'Every number is in quotation marks.',
	},
	columns: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The list has more columns after the number.',
		value: { means: 'the text after each number', default: ',1,2030-01-01' },
	},
	otherForm: {
		stage: 'file',
		endpoints: ['download'],
		does: 'Numbers are returned in a different form than they were sent.',
		value: { means: 'the form', default: 'national', oneOf: numberForms },
	},
	bothLists: {
		stage: 'file',
		endpoints: ['download'],
		does: 'Numbers with a result are in both lists.',
	},
	missingList: {
		stage: 'file',
		endpoints: ['download'],
		does: 'One of the lists is missing.',
		value: {
			means: 'which list, and what is returned instead',
			default: 'activated refusal',
			oneOf: missingLists,
		},
	},
	cutLastLine: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The last bytes of the list are missing, and its Content-Length is right.',
		value: { means: 'how many bytes are missing', default: '2', numeric: true },
	},
	duplicateLines: { stage: 'file', endpoints: ['download'], does: 'Every number is listed twice.' },
	utf16Download: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The list is encoded as UTF-16 (little-endian, with BOM).',
	},
	chunkedDownload: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The file comes without a Content-Length.',
	},
	notAZip: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The file is not a ZIP, although it should be.',
	},
	gbkNames: {
		stage: 'file',
		endpoints: ['download'],
		does: 'The names inside the ZIP are Chinese, encoded as GBK.',
	},
	evilFileName: {
		stage: 'file',
		endpoints: ['download'],
		does: 'Content-Disposition names a path with control characters, ../../etc/passwd.',
	},
	fileName: {
		stage: 'file',
		endpoints: ['download'],
		does: 'Content-Disposition gives a Chinese file name.',
		value: {
			means: 'how it is written',
			default: 'extended',
			oneOf: ['extended', 'percent', 'raw', 'space'],
		},
	},

	status401: { stage: 'http', instead: true, does: 'HTTP 401 with a page of HTML.' },
	status429: {
		stage: 'http',
		instead: true,
		does: 'HTTP 429 with Retry-After.',
		value: { means: 'Retry-After: seconds or a date', default: '1' },
	},
	throttle429: {
		stage: 'http',
		instead: true,
		endpoints: ['query'],
		throttles: true,
		does: 'HTTP 429 for a query that comes too soon after the last one.',
		value: { means: 'seconds required between queries', default: '10', numeric: true },
	},
	status500: { stage: 'http', instead: true, does: "HTTP 500 with ASP.NET's error page." },
	status503: { stage: 'http', instead: true, does: "HTTP 503 with ASP.NET's error page." },
	html200: { stage: 'http', instead: true, does: "ASP.NET's error page with HTTP 200." },
	httpRefusal: {
		stage: 'http',
		instead: true,
		does: 'A page of IIS or a proxy with an HTTP status that rules out that a request was carried out.',
		value: {
			means: 'the HTTP status',
			default: '413',
			oneOf: ['404', '407', '411', '413', '414', '417'],
		},
	},
	textDownload: {
		stage: 'http',
		endpoints: ['download'],
		does: 'A line of text is returned instead of the file, with HTTP 200.',
		value: { means: 'the text', default: '1001: not ready' },
	},
	empty200: { stage: 'http', instead: true, does: 'HTTP 200 with no body.' },
	redirect: {
		stage: 'http',
		instead: true,
		does: 'HTTP 307 redirects the request, including the password, to another address.',
		value: { means: 'the address', default: '/api/Elsewhere.ashx' },
	},
	slowBody: {
		stage: 'http',
		instead: true,
		does: 'The headers come at once, then one byte every 200 ms forever.',
	},
	stall: {
		stage: 'http',
		does: 'The response starts and then stalls, and the connection stays open.',
	},
	hugeBody: {
		stage: 'http',
		instead: true,
		does: 'The body is megabytes of junk.',
		value: { means: 'bytes', default: '200000000', numeric: true },
	},
	deepData: {
		stage: 'http',
		does: 'DATA of the envelope also has a field of arrays within arrays. With refuse: in the error envelope too.',
		value: { means: 'how many arrays', default: '30000', numeric: true },
	},
	gbk: {
		stage: 'http',
		does: 'The envelope is encoded as GBK.',
		value: {
			means: 'the charset of Content-Type',
			default: 'gb2312',
			oneOf: ['gb2312', 'gbk', 'none'],
		},
	},
	truncatedJson: {
		stage: 'http',
		instead: true,
		does: 'The JSON of an envelope is cut off, but the response looks complete.',
	},
	plainText: { stage: 'http', does: 'The Content-Type is text/plain.' },
	htmlType: { stage: 'http', does: 'The Content-Type is text/html, for files too.' },
	bom: { stage: 'http', does: 'The body begins with a byte order mark (UTF-8).' },
	overlongBody: {
		stage: 'http',
		does: 'Content-Length announces more than is sent before the connection is closed.',
		value: { means: 'bytes too many', default: '10', numeric: true },
	},
	shortLength: {
		stage: 'http',
		does: 'The body is larger than Content-Length announced.',
		value: { means: 'bytes too few', default: '10', numeric: true },
	},
} as const satisfies Record<string, QuirkInfo>;

export type QuirkName = keyof typeof table;

/** The quirks of one stage, so that the compiler finds a quirk that a stage doesn't implement. */
export type QuirkOf<Stage extends QuirkStage> = {
	[Name in QuirkName]: (typeof table)[Name]['stage'] extends Stage ? Name : never;
}[QuirkName];

/** All quirks: the ways the sandbox can misbehave. */
export const quirks: Readonly<Record<QuirkName, QuirkInfo>> = table;

export const quirkNames = Object.keys(table) as readonly QuirkName[];
