import { AU, GB, rowsOf, truth, US } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, errorOf, hintsOf, ihmjc, jsonOf, outputOf } from '../support/workflows';

const ROWS = rowsOf([US[0], GB[0], US[1], AU[0], GB[1]]).map((row, id) => ({ id, ...row }));
const BRITISH = [1, 4];

/** Tests the three values of On Error: only failed rows reach the error output. */
export function onErrorSuite(n8n: () => TestN8n): void {
	/** Refuses the second list, which is British. */
	const checkWith = async (
		onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput',
	) => {
		const service = await n8n().service();
		service.sandbox.addQuirk({ endpoint: 'upload', quirk: 'refuse', skip: 1, times: 1 });
		const run = await n8n().run(chain(ROWS, ihmjc(service, 'check', {}, { onError })));
		return { run, ...service };
	};

	test('stops the workflow of Check Numbers with every upload ID in the error', async () => {
		const { run, sandbox } = await checkWith('stopWorkflow');
		expect(run.status).toBe('error');
		expect(errorOf(run)).toContain('余额不足');
		for (const { sendID } of sandbox.uploads) expect(errorOf(run)).toContain(sendID);
		expect(outputOf(run, 'check')).toEqual([]);
	});

	test('continues Check Numbers with the refused rows as failed', async () => {
		const { run, sandbox } = await checkWith('continueRegularOutput');
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'check').map(({ id, ihmjcStatus }) => [id, ihmjcStatus])).toEqual(
			ROWS.map(({ id, phone }) => [id, BRITISH.includes(id) ? 'failed' : truth(sandbox, phone)]),
		);
	});

	test('sends only the refused rows of Check Numbers to the error output', async () => {
		const { run, sandbox } = await checkWith('continueErrorOutput');
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'check', 0).map(({ id, ihmjcStatus }) => [id, ihmjcStatus])).toEqual(
			ROWS.filter(({ id }) => !BRITISH.includes(id)).map(({ id, phone }) => [
				id,
				truth(sandbox, phone),
			]),
		);
		// n8n adds the row's fields again.
		expect(jsonOf(run, 'check', 1)).toEqual(
			BRITISH.map((id) =>
				expect.objectContaining({
					...ROWS[id],
					error: expect.objectContaining({ message: expect.stringContaining('余额不足') }),
				}),
			),
		);
	});

	test('sends all rows to the error output if the whole node fails', async () => {
		const service = await n8n().service();
		const run = await n8n().run(
			chain(
				ROWS,
				ihmjc(service, 'check', { phoneField: 'nowhere' }, { onError: 'continueErrorOutput' }),
			),
		);
		expect(jsonOf(run, 'check', 0)).toEqual([]);
		expect(jsonOf(run, 'check', 1)).toEqual(
			ROWS.map((row) =>
				expect.objectContaining({
					...row,
					error: expect.objectContaining({
						message: expect.stringContaining('Field "nowhere" is missing'),
					}),
				}),
			),
		);
	});

	test('keeps previous results and returns other rows as failed with a hint if a column was renamed', async () => {
		const service = await n8n().service();
		const before = { ihmjcStatus: 'activated', ihmjcNumber: '14155550100', ihmjcApp: 'whatsapp' };
		const rows = [
			{ id: 0, tel: US[0], ...before },
			{ id: 1, tel: US[1] },
			{ id: 2, tel: GB[0], ihmjcStatus: 'pending', ihmjcUploadId: '42992' },
			{ id: 3, tel: GB[1], ihmjcStatus: '', ihmjcUploadId: '' },
		];
		const run = await n8n().run(
			chain(rows, ihmjc(service, 'check', {}, { onError: 'continueRegularOutput' })),
		);
		expect(run.status).toBe('success');
		const [activated, missing, pending, empty] = jsonOf(run, 'check');
		expect([activated, pending]).toEqual([rows[0], rows[2]]);
		const message = 'Field "phone" is missing in all items';
		for (const [row, id] of [
			[missing, 1],
			[empty, 3],
		] as const) {
			expect(row).toMatchObject({ ...rows[id], ihmjcStatus: 'failed', ihmjcReason: 'error' });
			expect(row.ihmjcMessage).toContain(message);
			expect(row).not.toHaveProperty('error');
		}
		expect(hintsOf(run, 'check')).toContain('2 rows keep their previous results');
		expect(hintsOf(run, 'check')).toContain(message);
		expect(service.sandbox.requests).toEqual([]);
	});

	test.each(['query', 'waitUntilDone', 'download'])(
		'sends only the unknown upload of %s to the error output',
		async (operation) => {
			const service = await n8n().service();
			const uploaded = await n8n().run(chain(rowsOf([...US, ...GB]), ihmjc(service, 'upload')));
			const [first, second] = jsonOf(uploaded, 'upload').map(({ uploadId }) => uploadId);
			const rows = [first, '1', second].map((uploadId, id) => ({ id, uploadId }));
			const run = await n8n().run(
				chain(rows, ihmjc(service, operation, {}, { onError: 'continueErrorOutput' })),
			);
			expect(jsonOf(run, operation, 0).map(({ uploadId }) => uploadId)).toEqual([first, second]);
			expect(jsonOf(run, operation, 1)).toEqual([
				expect.objectContaining({
					id: 1,
					error: expect.objectContaining({ uploadId: '1' }),
				}),
			]);

			const regular = await n8n().run(
				chain(rows, ihmjc(service, operation, {}, { onError: 'continueRegularOutput' })),
			);
			expect(jsonOf(regular, operation)).toEqual([
				expect.objectContaining({ uploadId: first }),
				expect.objectContaining({ error: expect.objectContaining({ uploadId: '1' }) }),
				expect.objectContaining({ uploadId: second }),
			]);
		},
	);

	test('sends the rows of a refused list of Upload to the error output', async () => {
		const service = await n8n().service();
		service.sandbox.addQuirk({ endpoint: 'upload', quirk: 'refuse', skip: 1, times: 1 });
		const run = await n8n().run(
			chain(ROWS, ihmjc(service, 'upload', {}, { onError: 'continueErrorOutput' })),
		);
		expect(jsonOf(run, 'upload', 0).map(({ country }) => country)).toEqual(['US', 'AU']);
		expect(jsonOf(run, 'upload', 1).map(({ id }) => id)).toEqual(BRITISH);
	});
}
