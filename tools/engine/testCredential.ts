import {
	createEmptyRunExecutionData,
	UserError,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type ICredentialType,
	type INode,
	type INodeCredentialTestResult,
	type INodeType,
	type NodeApiError,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalDataFor';
import { CredentialsHelper } from './CredentialsHelper';
import { currentRun, type LogLine } from './currentRun';
import { binaryDataInMemory, n8nCore } from './n8nCore';
import { NodeTypes } from './NodeTypes';
import { noOp } from './standIns/noOp';
import { valueAt } from './valueAt';

/** A node with one hidden field, whose routing sends the test request. n8n creates the same node for each test. */
function nodeThatSends(
	request: ICredentialTestRequest['request'],
	credentialType: string,
): INodeType {
	return {
		description: {
			...noOp.description,
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	};
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

function verdictOnError(
	error: NodeApiError,
	rules: ICredentialTestRequest['rules'],
): INodeCredentialTestResult {
	const cause = error.cause as
		{ code?: string; response?: { status: number; statusText?: string } } | undefined;
	if (cause?.response) {
		const { status, statusText } = cause.response;
		for (const rule of rules ?? []) {
			if (rule.type === 'responseCode' && rule.properties.value === status) {
				return failed(rule.properties.message);
			}
		}
		if (status < 199 || status > 299) {
			return failed(statusText || `Received HTTP status code: ${status}`);
		}
	} else if (cause?.code) {
		return failed(cause.code);
	}
	return failed(error.message);
}

/**
 * Runs the `test` request of a credential type with these fields, as n8n does when a credential is saved,
 * and returns the message that n8n shows.
 */
export async function testCredential(
	type: ICredentialType,
	fields: ICredentialDataDecryptedObject,
	log: (line: LogLine) => void = () => {},
): Promise<INodeCredentialTestResult> {
	if (type.test === undefined) throw new UserError(`${type.name} has no test request`);
	const { request, rules } = type.test;
	const nodeType = nodeThatSends(request, type.name);
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: nodeType.description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: { id: null, name: type.name } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes({ [node.type]: nodeType }),
	});
	const credentialsHelper = new CredentialsHelper({ [type.name]: type }, { [type.name]: fields });
	const additionalData = additionalDataFor(credentialsHelper);
	const context = new n8nCore.ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const credentials = {
		id: '',
		name: type.name,
		type: type.name,
		data: await credentialsHelper.getDecrypted(additionalData, { id: null, name: '' }, type.name),
	};
	return await currentRun.run({ log, binaryData: binaryDataInMemory }, async () => {
		let response;
		try {
			response = await new n8nCore.RoutingNode(context, nodeType, credentials).runNode();
		} catch (error) {
			return verdictOnError(error as NodeApiError, rules);
		}
		for (const rule of rules ?? []) {
			if (
				rule.type === 'responseSuccessBody' &&
				valueAt(response?.[0][0].json, rule.properties.key) === rule.properties.value
			) {
				return failed(rule.properties.message);
			}
		}
		return { status: 'OK', message: 'Connection successful!' };
	});
}
