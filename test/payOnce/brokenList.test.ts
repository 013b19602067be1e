import { neverTaken } from '../../nodes/Ihmjc/service/Fault';
import { upload } from '../../nodes/Ihmjc/service/upload';
import { americanNumbers } from '../sandbox/support';
import { withTransport } from '../service/transport';

const [number] = americanNumbers(1);

it.each([
	['a disk, without a code that would say anything', {}],
	["n8n's own file storage, which refuses the connection", { code: 'ECONNREFUSED' }],
	["n8n's own file storage, whose name is not found", { code: 'ENOTFOUND' }],
])('a list that breaks off on its way may have arrived: %s', async (_, properties) => {
	const { outcome } = await withTransport(
		(response) => response.end(),
		async (transport) =>
			await upload(transport, 'DE8E6A1F3499B973', {
				name: 'numbers.txt',
				size: 1000,
				async *stream() {
					yield Buffer.from(`${number}\n`);
					throw Object.assign(new Error('The file is gone'), properties);
				},
			}),
	);
	expect(outcome).toMatchObject({
		ok: false,
		fault: { message: 'n8n could not read the list to its end while it was sent' },
	});
	if (!outcome.ok) expect(neverTaken(outcome.fault)).toBe(false);
});
