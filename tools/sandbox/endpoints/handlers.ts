import type { Endpoint } from '../quirks/quirks';
import { balance } from './balance';
import { download } from './download';
import type { Handler } from './Handler';
import { query } from './query';
import { upload } from './upload';

export const handlers: Readonly<Record<Endpoint, Handler>> = { upload, query, download, balance };

/** From the interface document. */
export const paths: Readonly<Record<Endpoint, string>> = {
	upload: '/api/UploadDx.ashx',
	query: '/api/Query.ashx',
	download: '/api/Download.ashx',
	balance: '/api/Balance.ashx',
};
