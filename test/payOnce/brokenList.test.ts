import { neverTaken } from '../../nodes/Ihmjc/service/Fault';
import { upload } from '../../nodes/Ihmjc/service/upload';
import { americanNumbers } from '../sandbox/support';
import { withTransport } from '../service/transport';

const [number] = americanNumbers(1);

/** An error as a disk may throw it, without a code that would say anything. */
async function* breakingOff() {
	yield Buffer.from(`${number}\n`);
	throw new Error('The file is gone');
}

it('a list that breaks off on its way counts as one that may have arrived', async () => {
	const { outcome } = await withTransport(
		(response) => response.end(),
		async (transport) =>
			await upload(transport, 'DE8E6A1F3499B973', {
				name: 'numbers.txt',
				size: 1000,
				stream: breakingOff,
			}),
	);
	expect(outcome.ok).toBe(false);
	if (!outcome.ok) expect(neverTaken(outcome.fault)).toBe(false);
});
