import { upload } from '../../nodes/Ihmjc/service/upload';
import { withTransport } from './transport';

async function answered(answer: string) {
	const { outcome } = await withTransport(
		(response) => response.end(answer),
		async (transport) =>
			await upload(transport, 'DE8E6A1F3499B973', {
				name: 'numbers.txt',
				size: 12,
				async *stream() {
					yield Buffer.from('14155550100\n');
				},
			}),
	);
	return outcome;
}

const withId = (sendID: string) => `{"RES":"100","ERR":"","DATA":{"sendID":${sendID}}}`;

describe('an upload ID', () => {
	it.each([
		['"42992"', '42992'],
		['42992', '42992'],
		['" 42992\\r\\n"', '42992'],
		['"a-b_c/1"', 'a-b_c/1'],
		['9007199254740991', '9007199254740991'],
		['"98765432109876543210"', '98765432109876543210'],
		['0', '0'],
	])('is taken as it is: %s', async (sendID, uploadId) => {
		expect(await answered(withId(sendID))).toEqual({ ok: true, value: uploadId });
	});

	it.each([
		'98765432109876543210',
		'1.5',
		'""',
		'null',
		'true',
		'["42992"]',
		'{"a":1}',
		'"two words"',
		'"a\\u0000b"',
		`"${'x'.repeat(101)}"`,
		'"demo"',
	])('that can be none is none: %s', async (sendID) => {
		expect(await answered(withId(sendID))).toMatchObject({
			ok: false,
			fault: {
				kind: 'notTheService',
				message: 'Ihmjc answered with success, but without an upload ID',
			},
		});
	});

	it('in a refusal leaves open whether the list was taken, and is named', async () => {
		const DATA = '"DATA":{"sendID":"42992"}';
		expect(await answered(`{"RES":"101","ERR":"?",${DATA}}`)).toMatchObject({
			ok: false,
			fault: {
				kind: 'notTheService',
				message: 'Ihmjc answered with a refusal, but with an upload ID, 42992',
			},
		});
		expect(await answered('{"RES":"101","ERR":"?","DATA":{"sendID":""}}')).toMatchObject({
			ok: false,
			fault: { kind: 'refused' },
		});
	});
});
