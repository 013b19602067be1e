/*
 * A node that checks nothing. It makes the same requests as Check Numbers with one app and writes the same nine fields.
 * So its time is the limit: n8n, the service and the rows need it anyway. n8n loads it as CUSTOM.bare, by
 * N8N_CUSTOM_EXTENSIONS.
 */
const WHATSAPP = 'DE8E6A1F3499B973';

const text = (displayName, name) => ({ displayName, name, type: 'string', default: '' });

class Bare {
	constructor() {
		this.description = {
			displayName: 'Bare',
			name: 'bare',
			group: ['transform'],
			version: 1,
			description: 'The limit of the bench',
			defaults: { name: 'Bare' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [text('URL', 'url'), text('Account', 'account'), text('Password', 'password')],
		};
	}

	async execute() {
		const items = this.getInputData();
		const parameter = (name) => this.getNodeParameter(name, 0);
		const signed = { account: parameter('account'), pass: parameter('password') };
		const post = async (endpoint, body, options = {}) =>
			await this.helpers.httpRequest({
				method: 'POST',
				url: `${parameter('url')}/api/${endpoint}`,
				body,
				...options,
			});

		const lines = [...new Set(items.map(({ json }) => json.phone))];
		const list = new FormData();
		for (const [name, value] of Object.entries({ ...signed, type: WHATSAPP }))
			list.set(name, value);
		list.set('file', new Blob([lines.join('\n')]), 'numbers.txt');
		const accepted = await post('UploadDx.ashx', list);
		const { sendID } = (typeof accepted === 'string' ? JSON.parse(accepted) : accepted).DATA;

		const form = (fields) => new URLSearchParams({ ...signed, sendID, ...fields });
		await post('Query.ashx', form({}));
		const numbersOf = async (type) =>
			new Set(
				String(await post('Download.ashx', form({ type }), { encoding: 'text' })).split('\n'),
			);
		const activated = await numbersOf('2');
		const unregistered = await numbersOf('3');

		const now = new Date().toISOString();
		const statusOf = (number) => {
			if (activated.has(number)) return 'activated';
			return unregistered.has(number) ? 'unregistered' : 'unknown';
		};
		return [
			items.map(({ json }, item) => ({
				json: Object.assign({}, json, {
					ihmjcStatus: statusOf(json.phone),
					ihmjcNumber: json.phone,
					ihmjcCountry: 'US',
					ihmjcApp: 'whatsapp',
					ihmjcUploadId: sendID,
					ihmjcReason: '',
					ihmjcMessage: '',
					ihmjcCheckedAt: now,
					ihmjcDuplicate: false,
				}),
				pairedItem: { item },
			})),
		];
	}
}

exports.Bare = Bare;
