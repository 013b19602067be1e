import type { IDataObject } from 'n8n-workflow';

import { imapFor, type Mailbox, startMailbox } from '../../support/mailbox';
import { mailBy, type MailServer, startMailServer, textOf } from '../../support/mailServer';
import { digitsOf, GB, truth, US } from '../../support/numbers';
import type { TestN8n } from '../../support/TestN8n';
import { until } from '../../support/until';
import { importFile, nodeOf } from './importFile';

const MAILS = ['Reply with the File', 'Reply with the Error'];
const HOUR = 3_600_000;

/** A mail with a picture in its text, as of a signature, and a file. */
const mailWith = (from: string, fileName: string, content: string) =>
	[
		`From: Ada <${from}>`,
		'To: inbox@example.com',
		'Subject: My customers',
		'Content-Type: multipart/mixed; boundary=part',
		'',
		'--part',
		'Content-Type: text/plain',
		'',
		'Please check them.',
		...attachment('logo.png', 'image/png', 'not a picture'),
		...attachment(fileName, 'text/csv', content),
		'--part--',
		'',
	].join('\r\n');

const attachment = (fileName: string, type: string, content: string) => [
	'--part',
	`Content-Type: ${type}; name="${fileName}"`,
	`Content-Disposition: attachment; filename="${fileName}"`,
	'Content-Transfer-Encoding: base64',
	'',
	Buffer.from(content).toString('base64'),
];

/** The rows of the CSV file that is attached to a mail. No value has a comma. */
function rowsOf(mail: string): { text: string; rows: IDataObject[] } {
	const [, encoded] = /filename=checked\.csv[\s\S]*?\r\n\r\n([\s\S]*?)\r\n-/.exec(mail) ?? [];
	const text = Buffer.from(encoded ?? '', 'base64')
		.toString()
		.replace('\uFEFF', '');
	const [header, ...lines] = text.trim().split('\n');
	const names = header.split(',');
	const rows = lines.map((line) => {
		const values = line.split(',');
		return Object.fromEntries(names.map((name, index) => [name, values[index]]));
	});
	return { text, rows };
}

export function csvByMailSuite(n8n: () => TestN8n): void {
	let mailServer: MailServer;
	let mailbox: Mailbox;

	beforeAll(async () => {
		mailServer = await startMailServer();
		mailbox = await startMailbox();
	});

	afterAll(async () => {
		await mailServer?.stop();
		await mailbox?.stop();
	});

	test('return each file to its sender with statuses in csv-by-mail.json', async () => {
		let now = Date.now();
		const service = await n8n().service({ jobSeconds: 3600, now: () => now });
		const { sandbox } = service;
		const { client } = n8n();
		const workflow = importFile('csv-by-mail.json', service);
		nodeOf(workflow, 'New Mail').credentials = {
			imap: await client.createCredential('imap', 'Inbox', imapFor(mailbox)),
		};
		await mailBy(
			mailServer,
			client,
			MAILS.map((name) => nodeOf(workflow, name)),
		);
		const check = nodeOf(workflow, 'Check Numbers').parameters;
		Object.assign(check.options as IDataObject, { maxWait: 0 });
		check.maxNumbers = 3;
		const saved = await client.createWorkflow(workflow);
		await client.activate(saved);

		const deliver = async (...mails: string[]) => {
			await until(() => mailbox.isWatched(), 60);
			mailbox.deliver(...mails);
		};
		const replies = async (count: number) =>
			await until(() => mailServer.mails.length >= count, 60);
		const to = (mail: string) => /^To: (.*)$/m.exec(mail)?.[1].trim();

		// Two mails at the same time, one of a stranger, and one without a CSV file.
		const file = (numbers: string[]) =>
			['name,phone,note', ...numbers.map((number) => `Ada,${number},`), ''].join('\n');
		await deliver(
			mailWith('ada@example.com', 'customers.CSV', file([US[0], US[1], 'call me maybe'])),
			mailWith('eve@example.org', 'mine.csv', file(US)),
			mailWith('bob@example.com', 'letter.txt', file(US)),
			mailWith('gus@example.com', 'mine.csv', file([GB[0]])),
		);
		await replies(2);
		const [first, second] = mailServer.mails;
		expect([to(first), to(second)]).toEqual(['ada@example.com', 'gus@example.com']);
		expect(first).toMatch(/^Subject: Re: My customers/m);
		expect(textOf(first)).toContain('each of its 3 rows');
		const { rows, text } = rowsOf(first);
		expect(
			rows.map(({ name, phone, note, ihmjcStatus }) => [name, phone, note, ihmjcStatus]),
		).toEqual([
			['Ada', US[0], '', 'pending'],
			['Ada', US[1], '', 'pending'],
			['Ada', 'call me maybe', '', 'invalid'],
		]);
		expect(rowsOf(second).rows.map(({ phone }) => phone)).toEqual([GB[0]]);
		const numbers = () => sandbox.uploads.map((upload) => upload.numbers());
		expect(numbers()).toEqual([[US[0], US[1]].map(digitsOf), [digitsOf(GB[0])]]);

		// The returned file comes again, and gets its results.
		now += HOUR;
		await deliver(mailWith('ada@example.com', 'checked.csv', text));
		await replies(3);
		const again = rowsOf(mailServer.mails[2]).rows;
		expect(again.map(({ phone, ihmjcStatus }) => [phone, ihmjcStatus])).toEqual([
			[US[0], truth(sandbox, US[0])],
			[US[1], truth(sandbox, US[1])],
			['call me maybe', 'invalid'],
		]);
		expect(numbers()).toHaveLength(2);

		// A file with too many numbers isn't sent, and the mail after it is still handled.
		await deliver(
			mailWith('ada@example.com', 'long.csv', file([...US, ...GB])),
			mailWith('gus@example.com', 'empty.csv', ''),
		);
		await replies(5);
		const [, , , tooLong, empty] = mailServer.mails;
		expect(textOf(tooLong)).toMatch(/could not be checked[\s\S]*Max Numbers/);
		expect([to(tooLong), to(empty)]).toEqual(['ada@example.com', 'gus@example.com']);
		expect(numbers()).toHaveLength(2);
		await client.deactivate(saved);
	});
}
