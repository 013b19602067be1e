/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';

import { projectFolder } from '../../../tools/editor/projectFolder';
import { helpText } from '../../../tools/sandbox/helpText';
import { parseQuirkRule } from '../../../tools/sandbox/quirks/parseQuirkRule';
import { quirkNames } from '../../../tools/sandbox/quirks/quirks';
import { readArguments } from '../../../tools/sandbox/readArguments';
import { startSandbox } from '../../../tools/sandbox/startSandbox';
import { britishNumbers } from '../../helpers/fictionalNumbers';
import { ask, paths, upload, uploadForm } from './client';
import { closeAll, start } from './sandboxes';

afterEach(closeAll);

describe('startSandbox', () => {
	it('uses defaults for missing and undefined options', async () => {
		const sandbox = await start({ port: undefined, account: undefined, bonusPoints: undefined });
		expect(sandbox).toMatchObject({ account: 'demo', password: 'sandbox-demo' });
		expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(sandbox.points()).toEqual({ recharge: 100_000, bonus: 500 });
	});

	it('logs requests without passwords and numbers', async () => {
		const lines: string[] = [];
		const sandbox = await start({ log: (line) => lines.push(line) });
		await upload(sandbox, britishNumbers(2));
		await fetch(`${sandbox.url}${paths.balance}?pass=${sandbox.password}`);
		await fetch(`${sandbox.url}/nowhere?pass=${sandbox.password}`);
		sandbox.addQuirk({ quirk: 'crlf' });
		sandbox.addQuirk({ quirk: 'refuse' });
		await ask(sandbox, 'download');
		expect(lines).toEqual([
			'POST /api/UploadDx.ashx 200 RES 100',
			'GET /api/Balance.ashx 200 RES 102 Only POST is supported',
			'GET /nowhere 404',
			'POST /api/Download.ashx 200 RES 199 余额不足 (refuse, crlf)',
		]);
	});

	it('closes hanging connections at once and frees its port', async () => {
		const sandbox = await start();
		const { port } = new URL(sandbox.url);
		const idle = connect(Number(port), '127.0.0.1');
		await once(idle, 'connect');
		const uploading = connect(Number(port), '127.0.0.1');
		uploading.on('error', () => {});
		uploading.write(
			`POST ${paths.upload} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n` +
				'Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n',
		);
		while (sandbox.requests.length === 0) await new Promise(setImmediate);

		const ended = [once(idle, 'close'), once(uploading, 'close')];
		await sandbox.close();
		await Promise.all(ended);
		await (await startSandbox({ port: Number(port) })).close();
	});

	it('survives a client that goes away', async () => {
		const lines: string[] = [];
		const sandbox = await start({ log: (line) => lines.push(line) });
		const { port } = new URL(sandbox.url);
		const client = connect(Number(port), '127.0.0.1');
		client.write(
			`POST ${paths.upload} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n` +
				'Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n',
		);
		while (sandbox.requests.length === 0) await new Promise(setImmediate);
		client.destroy();
		expect((await ask(sandbox, 'upload', uploadForm(sandbox, britishNumbers(1)))).RES).toBe('100');
		expect(sandbox.requests).toHaveLength(2);
		expect(lines).toEqual(['POST /api/UploadDx.ashx 200 RES 100']);
	});

	it('fails if the port is taken', async () => {
		const sandbox = await start();
		const port = Number(new URL(sandbox.url).port);
		await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
	});
});

describe('the command line of the sandbox', () => {
	it.each([
		[['--prot', '1'], "Unknown option '--prot'"],
		[['extra'], "Unexpected argument 'extra'"],
		[['--port', 'x'], '--port takes a number'],
		[['--country-rule', 'continent'], 'one of: country, callingCode, any'],
		[['--quirk', 'hang'], 'not a quirk rule'],
	])('refuses wrong arguments: %j', (args, message) => {
		expect(() => readArguments(args)).toThrow(message);
	});

	it.each([
		['query:hang', { endpoint: 'query', quirk: 'hang' }],
		['all:hang:2', { quirk: 'hang', times: 2 }],
		['query:hang:2:3', { endpoint: 'query', quirk: 'hang', times: 2, skip: 3 }],
		['query:hang::3', { endpoint: 'query', quirk: 'hang', skip: 3 }],
		['accepted:reset:1', { endpoint: 'upload', quirk: 'reset', times: 1, afterAccept: true }],
		['query:refuse=5:a=b', { endpoint: 'query', quirk: 'refuse', value: '5:a=b' }],
		['query:refuse:1=', { endpoint: 'query', quirk: 'refuse', times: 1, value: '' }],
	])('parses the quirk rule %s', (text, rule) => {
		expect(parseQuirkRule(text)).toEqual(rule);
	});

	it('lists all quirks in its help', () => {
		for (const quirk of quirkNames) expect(helpText()).toMatch(new RegExp(`^ {2}${quirk} `, 'm'));
	});

	it('starts a sandbox that SIGINT stops', async () => {
		const child = spawn(
			process.execPath,
			['--import', 'tsx', 'tools/sandbox/main.ts', '--port', '0'],
			{
				cwd: projectFolder,
			},
		);
		try {
			const [printed] = (await once(child.stdout, 'data')) as [Buffer];
			const [, url] = /^Ihmjc sandbox: (http:\S+)$/m.exec(printed.toString())!;
			expect(printed.toString()).toMatch(/^Account: {7}demo\nPassword: {6}sandbox-demo$/m);
			expect((await fetch(url)).status).toBe(404);
			child.kill('SIGINT');
			expect(await once(child, 'exit')).toEqual([0, null]);
		} finally {
			child.kill('SIGKILL');
		}
	});
});
