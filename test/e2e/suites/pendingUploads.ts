import { START } from '../../../tools/editor/node';
import type { Sandbox } from '../../../tools/sandbox/startSandbox';
import { AU, digitsOf, GB, rowsOf, truth, US } from '../support/numbers';
import type { TestN8n, TestService } from '../support/TestN8n';
import { until } from '../support/until';
import { chain, ihmjc, jsonOf, outputOf } from '../support/workflows';

const NOT_DONE_AT_FIRST = { endpoint: 'query', quirk: 'unknownStatus', times: 1 } as const;
const OUTPUT = { maxWait: 0, onTimeout: 'output' };

/** Tests uploads that take longer than an execution waits: their rows are returned and get their results later at no extra charge. */
export function pendingUploadsSuite(n8n: () => TestN8n): void {
	test('return their rows beside those with a result', async () => {
		const service = await n8n().service();
		const { sandbox } = service;
		// Delays the British list, which is sent second.
		sandbox.addQuirk({ ...NOT_DONE_AT_FIRST, skip: 1 });
		const rows = rowsOf([...US, ...GB]);
		const run = await n8n().run(chain(rows, ihmjc(service, 'check', { options: OUTPUT })));

		expect(run.status).toBe('success');
		const [american, british] = sandbox.uploads.map(({ sendID }) => sendID);
		const expected = rows.map(({ phone }, item) =>
			GB.includes(phone)
				? [{ item }, phone, 'pending', british]
				: [{ item }, phone, truth(sandbox, phone), american],
		);
		expect(
			outputOf(run, 'check').map(({ pairedItem, json }) => [
				pairedItem,
				json.phone,
				json.ihmjcStatus,
				json.ihmjcUploadId,
			]),
		).toEqual(expected);
	});

	const check = (service: TestService, numbers: string[], options: object) =>
		chain(
			[{}],
			ihmjc(service, 'check', {
				source: 'text',
				numbers: numbers.join('\n'),
				options: { ...options },
			}),
		);

	/** Checks a text with two old and two new numbers, and returns what was charged. */
	const resume = async (service: TestService, uploadId: unknown) => {
		const { sandbox } = service;
		const before = sandbox.uploads.length;
		const numbers = [OLD[0], AU[0], OLD[1], US[2]];
		const run = await n8n().run(check(service, numbers, { resumeUploads: uploadId }));
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'check').map(({ phone, ihmjcStatus }) => [phone, ihmjcStatus])).toEqual(
			numbers.map((number) => [number, truth(sandbox, number)]),
		);
		return numbersOf(sandbox).slice(before);
	};
	const NEW = [[digitsOf(AU[0])], [digitsOf(US[2])]];

	test('give their results to a text with Resume Uploads, which sends only new numbers', async () => {
		const service = await n8n().service({ quirks: [NOT_DONE_AT_FIRST] });
		const first = jsonOf(await n8n().run(check(service, OLD, OUTPUT)), 'check');
		const { sendID } = service.sandbox.uploads[0];
		expect(first.map(({ ihmjcStatus, ihmjcUploadId }) => [ihmjcStatus, ihmjcUploadId])).toEqual(
			OLD.map(() => ['pending', sendID]),
		);
		expect(numbersOf(service.sandbox)).toEqual([OLD.map(digitsOf)]);
		expect(await resume(service, sendID)).toEqual(NEW);
	});

	test('give their results with Resume Uploads and the logged ID of a canceled execution', async () => {
		const service = await n8n().service({ quirks: [NOT_DONE_AT_FIRST] });
		const { client } = n8n();
		const saved = await client.createWorkflow(check(service, OLD, {}));
		const id = await client.start(saved, START);
		await until(() => service.sandbox.requests.some(({ endpoint }) => endpoint === 'query'), 20);
		await client.post(`/rest/executions/${id}/stop`, {});
		expect((await client.ended(id)).status).toBe('canceled');
		const logged = [...n8n().log.matchAll(/Ihmjc: upload (\d+) was accepted/g)].at(-1)?.[1];
		expect(logged).toBe(service.sandbox.uploads[0].sendID);
		expect(await resume(service, logged)).toEqual(NEW);
	});
}

/** Numbers with a result, because an unknown one would be sent again. */
const OLD = [US[0], US[1]];

const numbersOf = ({ uploads }: Sandbox) => uploads.map((upload) => upload.numbers());
