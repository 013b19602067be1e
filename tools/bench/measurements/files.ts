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
const MAX_MEGABYTES = 64;
/** The memory that removing duplicates needs. */
const BYTES_A_NUMBER = 16;

/** The lines of a run before the measurement, in which n8n loads what such workflows need. */
const WARM_UP_LINES = 100;

/** Targets 3 and 4: files of ten million numbers, against curl. */
export const measureFiles: Measurement = async (dependencies) => {
	const lines = dependencies.rows ?? MAX_NUMBERS;
	const file = await listFile(dependencies.folder, lines);
	const upload = await againstCurl(dependencies, {
		workflow: (credential) => uploadFile(file, credential, { cleanUp: false }),
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
	const cleanUp = await againstCurl(dependencies, {
		workflow: (credential) => uploadFile(file, credential, { cleanUp: true }),
		node: 'upload',
	});

	const count = `${shown(lines)} numbers`;
	const findings: Finding[] = [
		flat(`Upload of a file with ${count}`, upload.rise, MAX_MEGABYTES),
		flat(`Download of a file with ${count}`, download.rise, MAX_MEGABYTES),
		flat(
			`Upload with Clean Up, ${count}`,
			cleanUp.rise,
			MAX_MEGABYTES + (lines * BYTES_A_NUMBER) / 1024 ** 2,
		),
		near(`Upload of a file with ${count}`, upload),
		near(`Download of a file with ${count}`, download),
	];
	const details = [
		'| File | Node | curl | Peak of n8n before | after |',
		'| --- | ---: | ---: | ---: | ---: |',
		...Object.entries({ Upload: upload, Download: download, 'Upload, Clean Up': cleanUp }).map(
			([name, { own, curl, before, after }]) => {
				const reference = curl.length > 0 ? `${shown(median(curl))} ms` : '';
				return `| ${name} | ${shown(median(own))} ms | ${reference} | ${shown(before)} MB | ${shown(after)} MB |`;
			},
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
	curl?: (sandbox: Sandbox) => Promise<number>;
}

interface Comparison {
	/** Milliseconds. */
	own: number[];
	curl: number[];
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
		await n8n.run(uploadFile(warmUp, credential, { cleanUp: true }));
		await n8n.run(downloadFile(lastUpload(sandbox), credential));
		const before = await n8n.peakMegabytes();
		await prepare?.(sandbox);
		const times = { own: [] as number[], curl: [] as number[] };
		for (let run = 1; run <= runs; run++) {
			if (curl) times.curl.push(await curl(sandbox));
			const { times: own } = await n8n.run(workflow(credential, sandbox));
			times.own.push(own[node]);
			report(
				`  ${node} ${run}: ${own[node]} ms, curl ${shown(times.curl.at(-1) ?? 0)} ms, peak ${shown(await n8n.peakMegabytes())} MB after ${shown(before)} MB`,
			);
		}
		const after = await n8n.peakMegabytes();
		return { ...times, before, after, rise: after - before };
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

function near(what: string, { own, curl }: Comparison): Finding {
	const ratio = median(own) / median(curl);
	return {
		target: 4,
		what: `${what}: its time ÷ curl's`,
		measured: ratio.toFixed(2),
		limit: `≤ ${MAX_TIMES_CURL}`,
		met: ratio <= MAX_TIMES_CURL,
	};
}
