import {
	BINARY_ENCODING,
	NodeConnectionTypes,
	type IBinaryData,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type ITriggerFunctions,
} from 'n8n-workflow';

/** A file for an item's `binary`. `rows` stores it according to n8n's binary data mode. */
export function fileOf(
	content: string | Buffer,
	{ fileName = 'numbers.txt', mimeType = 'text/plain' } = {},
): IBinaryData {
	return { data: Buffer.from(content).toString(BINARY_ENCODING), fileName, mimeType };
}

async function stored(this: ITriggerFunctions, item: INodeExecutionData) {
	if (item.binary === undefined) return item;
	const binary: Record<string, IBinaryData> = {};
	for (const [property, file] of Object.entries(item.binary)) {
		binary[property] = file;
		// A Code node may return anything.
		if (typeof (file as IBinaryData | null)?.data !== 'string') continue;
		const content = Buffer.from(file.data, BINARY_ENCODING);
		binary[property] = await this.helpers.prepareBinaryData(content, file.fileName, file.mimeType);
	}
	return { ...item, binary };
}

/**
 * A trigger that starts a workflow with these rows: plain rows, or whole items with `json` and `binary`.
 * Tests use it as `test.rows`. Under another trigger's name, it replaces that trigger in a workflow.
 */
export function rows(items: IDataObject[] | INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Rows',
			name: 'rows',
			group: ['trigger'],
			version: 1,
			description: 'Starts with the given rows',
			defaults: { name: 'Rows' },
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			// The same parameter as in n8n's Webhook node.
			properties: [
				{ displayName: 'Respond', name: 'responseMode', type: 'string', default: 'onReceived' },
			],
		},
		async trigger(this: ITriggerFunctions) {
			const emit = async () => {
				const given = this.helpers.returnJsonArray(items as IDataObject[]);
				this.emit([await Promise.all(given.map(async (item) => await stored.call(this, item)))]);
			};
			if (this.getMode() === 'manual') return { manualTriggerFunction: emit };
			await emit();
			return {};
		},
	};
}
