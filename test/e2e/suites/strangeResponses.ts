import { GB, rowsOf, truth, US } from '../support/numbers';
import type { TestN8n } from '../support/TestN8n';
import { chain, errorOf, ihmjc, jsonOf } from '../support/workflows';

const ROWS = rowsOf([...US, ...GB]);
const CHARSETS = ['gb2312', 'gbk', 'none'];

/** Advice that helps with each HTTP status that rules out that a list was taken. */
const REFUSALS = {
	404: /Check the base URL/,
	407: /proxy/,
	413: /Send fewer numbers at once/,
	414: /Send fewer numbers at once/,
};

/** Tests what the service says in other encodings and by HTTP status. */
export function strangeResponsesSuite(n8n: () => TestN8n): void {
	test.each(CHARSETS)('are read as GBK, with the charset %s', async (value) => {
		const service = await n8n().service();
		const { sandbox } = service;
		sandbox.addQuirk({ quirk: 'gbk', value });
		// 誠 ends in a byte that is also a backslash.
		sandbox.addQuirk({ quirk: 'refuse', value: '199:余额不足誠', endpoint: 'upload', times: 1 });
		const refused = await n8n().run(chain(ROWS, ihmjc(service, 'upload')));
		expect(errorOf(refused)).toMatch(/余额不足誠.*was not accepted/);
		const run = await n8n().run(chain(ROWS, ihmjc(service, 'check')));
		expect(jsonOf(run, 'check').map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(
			ROWS.map(({ phone }) => truth(sandbox, phone)),
		);
	});

	test.each(Object.entries(REFUSALS))(
		'with HTTP status %s refuse a list, which a retry then sends',
		async (value, advice) => {
			const service = await n8n().service();
			const { sandbox } = service;
			sandbox.addQuirk({ quirk: 'httpRefusal', value, endpoint: 'upload', times: 1 });
			const rows = rowsOf(US);
			const stopped = await n8n().run(chain(rows, ihmjc(service, 'check')));
			expect(errorOf(stopped)).toMatch(advice);
			expect(errorOf(stopped)).toMatch(/was not accepted and not charged/);
			expect(sandbox.uploads).toEqual([]);

			sandbox.addQuirk({ quirk: 'httpRefusal', value, endpoint: 'upload', times: 1 });
			const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
			const run = await n8n().run(chain(rows, ihmjc(service, 'check', {}, retry)));
			expect(jsonOf(run, 'check').map(({ ihmjcStatus }) => ihmjcStatus)).toEqual(
				rows.map(({ phone }) => truth(sandbox, phone)),
			);
			expect(sandbox.uploads).toHaveLength(1);
		},
	);
}
