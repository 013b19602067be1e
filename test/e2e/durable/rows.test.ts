/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { startRowsServer } from '../../../tools/bench/rowsServer';
import { shown } from '../../../tools/bench/statistics';
import { node, START } from '../../../tools/editor/node';
import { NEWEST_N8N } from '../../../tools/editor/versions';
import { TestN8n } from '../support/TestN8n';
import { until } from '../support/until';
import { chain, ihmjc } from '../support/workflows';
import { record } from './cases';

const MEGABYTE = 1024 * 1024;

/** Two rounds in the database, the second of which finds it done. */
const JOB_SECONDS = 90;

const databaseBytes = (n8n: TestN8n) =>
	['database.sqlite', 'database.sqlite-wal']
		.map((name) => path.join(n8n.folder, '.n8n', name))
		.filter((file) => existsSync(file))
		.reduce((sum, file) => sum + statSync(file).size, 0);

const peakBytes = (n8n: TestN8n) => {
	const status = readFileSync(`/proc/${n8n.processId}/status`, 'utf8');
	return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) * 1024;
};

describe(`what a wait takes on n8n ${NEWEST_N8N}, one process`, () => {
	test.each(
		[10_000, 50_000, 100_000, 300_000].flatMap((rows) =>
			['memory', 'database'].map((place) => [rows, place] as const),
		),
	)(
		'%i rows, in %s',
		async (rows, place) => {
			const server = await startRowsServer();
			const n8n = await TestN8n.start({
				version: NEWEST_N8N,
				env: { N8N_LOG_LEVEL: 'info' },
			});
			try {
				const service = await n8n.service({
					jobSeconds: JOB_SECONDS,
					rechargePoints: 1e9,
					countryRule: 'any',
				});
				const request = node(
					'httpRequest',
					'Rows',
					{ url: server.urlOf(rows), options: {} },
					{ typeVersion: 4.2 },
				);
				const check = ihmjc(service, 'check', { maxNumbers: 0, options: { waitIn: place } });
				const saved = await n8n.client.createWorkflow(chain([{}], request, check));
				const before = databaseBytes(n8n);
				const start = Date.now();
				await n8n.client.start(saved, START);
				// While n8n saves many rows it responds to nobody, and may drop a connection.
				const status = async () =>
					await n8n.client.executions({ workflowId: saved.id }).then(
						(executions) => executions.at(-1)?.status,
						() => 'busy',
					);
				await until(
					async () => ['success', 'error', 'crashed'].includes(String(await status())),
					500,
				);
				expect(await status()).toBe('success');
				const seconds = (Date.now() - start) / 1000 - JOB_SECONDS;
				const [grown, peak] = [databaseBytes(n8n) - before, peakBytes(n8n)].map(
					(bytes) => `${shown(bytes / MEGABYTE)} MB`,
				);
				record(
					`${NEWEST_N8N}, one process`,
					`${shown(rows)} rows, in ${place}`,
					`peak memory ${peak}; database ${grown}; finished ${Math.round(seconds)} s after the service`,
				);
			} finally {
				await n8n.stop();
				server.close();
			}
		},
		900_000,
	);
});
