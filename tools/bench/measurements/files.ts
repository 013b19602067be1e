/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

import type { SavedCredential, WorkflowFile } from '../../editor/N8nClient';
import type { Sandbox } from '../../sandbox/startSandbox';
import { BenchN8n } from '../BenchN8n';
import { curlDownload, curlUpload } from '../curl';
import { listFile } from '../listFile';
import type { Finding, Measurement, Dependencies } from '../Measurement';
import { MAX_NUMBERS } from '../numbers';
import { startBenchSandbox } from '../startBenchSandbox';
import { median, shown } from '../statistics';
import { downloadFile, uploadFile } from '../workflows';

const MAX_TIMES_CURL = 1.3;
/** Milliseconds to read a file's numbers, beyond the time that curl needs to send it. */
const MAX_READING_MS = 15_000;
const MAX_HELD_P99_MS = 50;
/** An upload keeps its numbers in memory (200 MB) and, packed, in the execution's data (60 MB). A download is only passed on. */
const MAX_MEGABYTES = { upload: 260, download: 64 };

/** The lines of a run before the measurement, in which n8n loads what such workflows need. */
const WARM_UP_LINES = 100;

/** Targets 3 and 4: files of ten million numbers, against curl. */
export const measureFiles: Measurement = async (dependencies) => {
	const lines = dependencies.rows ?? MAX_NUMBERS;
	const file = await listFile(dependencies.folder, lines);
	const upload = await againstCurl(dependencies, {
		workflow: (credential) => uploadFile(file, credential),
		node: 'upload',
		curl: async (sandbox) => await curlUpload(sandbox, file),
	});
	const saveAs = path.join(dependencies.folder, 'download.txt');
	const download = await againstCurl(dependencies, {
		prepare: async (sandbox) => void (await curlUpload(sandbox, file)),
		workflow: (credential, sandbox) => downloadFile(lastUpload(sandbox), credential),
		node: 'download',
		curl: async (sandbox) => await curlDownload(sandbox, lastUpload(sandbox), saveAs),
	});

	const count = `${shown(lines)} numbers`;
	const ofUpload = `Upload of a file with ${count}`;
	const ofDownload = `Download of a file with ${count}`;
	const beyond = median(upload.own) - median(upload.curl);
	const ratio = median(download.own) / median(download.curl);
	const findings: Finding[] = [
		flat(ofUpload, upload.rise, MAX_MEGABYTES.upload),
		flat(ofDownload, download.rise, MAX_MEGABYTES.download),
		{
			target: 4,
			what: `${ofUpload}: its time beyond curl's`,
			measured: `${shown(beyond)} ms`,
			limit: `≤ ${shown(MAX_READING_MS)} ms`,
			met: beyond <= MAX_READING_MS,
		},
		{
			target: 4,
			what: `${ofUpload}: the event loop is held, 99th percentile of a run`,
			measured: `${shown(upload.heldP99)} ms`,
			limit: `≤ ${MAX_HELD_P99_MS} ms`,
			met: upload.heldP99 <= MAX_HELD_P99_MS,
		},
		{
			target: 4,
			what: `${ofDownload}: its time ÷ curl's`,
			measured: ratio.toFixed(2),
			limit: `≤ ${MAX_TIMES_CURL}`,
			met: ratio <= MAX_TIMES_CURL,
		},
	];
	const details = [
		'| File | Node | curl | Peak of n8n before | after |',
		'| --- | ---: | ---: | ---: | ---: |',
		...Object.entries({ Upload: upload, Download: download }).map(
			([name, { own, curl, before, after }]) =>
				`| ${name} | ${shown(median(own))} ms | ${shown(median(curl))} ms | ${shown(before)} MB | ${shown(after)} MB |`,
		),
	].join('\n');
	return { findings, details };
};

const lastUpload = ({ uploads }: Sandbox): string => uploads[uploads.length - 1].sendID;

interface Job {
	prepare?: (sandbox: Sandbox) => Promise<void>;
	workflow: (credential: SavedCredential, sandbox: Sandbox) => WorkflowFile;
	/** The name of the node whose time is measured. */
	node: string;
	curl: (sandbox: Sandbox) => Promise<number>;
}

interface Comparison {
	/** Milliseconds. */
	own: number[];
	curl: number[];
	/** Milliseconds for which the node held the event loop: the 99th percentile of a run. */
	heldP99: number;
	/** Megabytes. */
	before: number;
	after: number;
	rise: number;
}

async function againstCurl(
	dependencies: Dependencies,
	{ prepare, workflow, node, curl }: Job,
): Promise<Comparison> {
	const { folder, runs, report } = dependencies;
	const warmUp = await listFile(folder, WARM_UP_LINES);
	const sandbox = await startBenchSandbox();
	const n8n = await BenchN8n.start(dependencies);
	try {
		const credential = await n8n.credentialFor(sandbox);
		await n8n.run(uploadFile(warmUp, credential));
		await n8n.run(downloadFile(lastUpload(sandbox), credential));
		const before = await n8n.peakMegabytes();
		await prepare?.(sandbox);
		const times = { own: [] as number[], curl: [] as number[] };
		const held: number[] = [];
		for (let run = 1; run <= runs; run++) {
			times.curl.push(await curl(sandbox));
			const { times: own, nodeRuns } = await n8n.run(workflow(credential, sandbox));
			times.own.push(own[node]);
			held.push(...nodeRuns.map(({ heldP99 }) => heldP99));
			report(
				`  ${node} ${run}: ${own[node]} ms, curl ${shown(times.curl[run - 1])} ms, peak ${shown(await n8n.peakMegabytes())} MB after ${shown(before)} MB`,
			);
		}
		const after = await n8n.peakMegabytes();
		return { ...times, heldP99: median(held), before, after, rise: after - before };
	} finally {
		await n8n.stop();
		await sandbox.close();
	}
}

const flat = (what: string, rise: number, limit: number): Finding => ({
	target: 3,
	what: `${what}: rise of n8n's peak memory`,
	measured: `${shown(rise)} MB`,
	limit: `≤ ${shown(limit)} MB`,
	met: rise <= limit,
});
