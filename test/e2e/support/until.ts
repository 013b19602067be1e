import { sleep } from 'n8n-workflow';

const LOOK_EVERY_MS = 200;

/**
 * Waits until a condition is true.
 * @throws Error if it is still false after that many seconds.
 */
export async function until(
	isSo: () => boolean | Promise<boolean>,
	seconds: number,
): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`The condition was not true within ${seconds} s`);
		await sleep(LOOK_EVERY_MS);
	}
}
