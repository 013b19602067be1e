/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { WHATSAPP } from '../sandbox/appCodes';
import type { Sandbox } from '../sandbox/startSandbox';

/** Milliseconds that curl takes to send a form and save the response. */
async function post(
	{ url, account, password }: Sandbox,
	path: string,
	fields: Record<string, string>,
	saveAs = '/dev/null',
): Promise<number> {
	const form = Object.entries({ account, pass: password, ...fields });
	const { stdout } = await promisify(execFile)('curl', [
		...['--silent', '--show-error', '--fail', '--output', saveAs],
		...['--write-out', '%{time_total}'],
		...form.flatMap(([name, value]) => ['--form', `${name}=${value}`]),
		`${url}/api/${path}`,
	]);
	return Number(stdout) * 1000;
}

export const curlUpload = async (sandbox: Sandbox, file: string): Promise<number> =>
	await post(sandbox, 'UploadDx.ashx', { type: WHATSAPP, file: `@${file};type=text/plain` });

export const curlDownload = async (
	sandbox: Sandbox,
	sendID: string,
	saveAs: string,
): Promise<number> => await post(sandbox, 'Download.ashx', { sendID, type: '2' }, saveAs);
