/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import path from 'node:path';

import type { WorkflowFile } from '../../editor/N8nClient';
import type { Sandbox } from '../../sandbox/startSandbox';
import { curlDownload, curlUpload } from '../curl';
import { atMost, ratio, type Dependencies, type Measurement } from '../Measurement';
import { listFile, MAX_NUMBERS } from '../numbers';
import { median, shown } from '../statistics';
import { withN8n, type Setting } from '../withN8n';
import { downloadFile, uploadFile } from '../workflows';

const MAX_TIMES_CURL = 1.3;
/** Milliseconds to read a file's numbers, beyond the time that curl needs to send it. */
const MAX_READING_MS = 15_000;
const MAX_HELD_P99_MS = 50;
/** An upload keeps its numbers in memory (200 MB) and, packed, in the execution's data (60 MB). A download is only passed on. */
const MAX_MEGABYTES = { upload: 260, download: 64 };

/** The lines of a run before the measurement, in which n8n loads what such workflows need. */
const WARM_UP_LINES = 100;

/** Files of ten million numbers, against curl. */
export const measureFiles: Measurement = async (dependencies) => {
	const lines = dependencies.rows ?? MAX_NUMBERS;
	const file = await listFile(dependencies.folder, lines);
	const saveAs = path.join(dependencies.folder, 'download.txt');
	const upload = await againstCurl(dependencies, {
		node: 'upload',
		workflow: ({ credential }) => uploadFile(file, credential),
		curl: async (sandbox) => await curlUpload(sandbox, file),
	});
	const download = await againstCurl(dependencies, {
		prepare: async (sandbox) => void (await curlUpload(sandbox, file)),
		node: 'download',
		workflow: ({ credential, sandbox }) => downloadFile(lastUpload(sandbox), credential),
		curl: async (sandbox) => await curlDownload(sandbox, lastUpload(sandbox), saveAs),
	});

	const beyond = median(upload.own) - median(upload.curl);
	const [sent, got] = [`Upload, ${shown(lines)} lines`, `Download, ${shown(lines)} lines`];
	const findings = [
		atMost(`${sent}: time beyond curl`, beyond, MAX_READING_MS, ' ms'),
		atMost(`${sent}: peak memory rises by`, upload.rise, MAX_MEGABYTES.upload, ' MB'),
		atMost(`${sent}: event loop held, 99th percentile`, upload.p99, MAX_HELD_P99_MS, ' ms'),
		ratio(`${got}: time ÷ curl`, download.own, download.curl, MAX_TIMES_CURL),
		atMost(`${got}: peak memory rises by`, download.rise, MAX_MEGABYTES.download, ' MB'),
	];
	return { findings };
};

const lastUpload = ({ uploads }: Sandbox): string => uploads[uploads.length - 1].sendID;

interface Job {
	prepare?: (sandbox: Sandbox) => Promise<void>;
	/** The name of the node whose time is measured. */
	node: string;
	workflow: (setting: Setting) => WorkflowFile;
	curl: (sandbox: Sandbox) => Promise<number>;
}

const againstCurl = async (dependencies: Dependencies, { prepare, node, workflow, curl }: Job) =>
	await withN8n(dependencies, async (setting) => {
		const { n8n, sandbox, credential } = setting;
		const warmUp = await listFile(dependencies.folder, WARM_UP_LINES);
		await n8n.run(uploadFile(warmUp, credential));
		await n8n.run(downloadFile(lastUpload(sandbox), credential));
		const before = await n8n.peakMegabytes();
		await prepare?.(sandbox);
		const [own, ofCurl, held]: number[][] = [[], [], []];
		for (let run = 1; run <= dependencies.runs; run++) {
			ofCurl.push(await curl(sandbox));
			const result = await n8n.run(workflow(setting));
			own.push(result.times[node]);
			held.push(...result.held.map(({ p99 }) => p99));
			dependencies.report(`  ${node} ${run}: ${own.at(-1)} ms, curl ${shown(ofCurl[run - 1])} ms`);
		}
		const rise = (await n8n.peakMegabytes()) - before;
		return { own, curl: ofCurl, p99: median(held), rise };
	});
