import {
	UnexpectedError,
	type ICredentialsHelper,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { n8nCore } from './n8nCore';

// Reserved for documentation: nothing may come to rely on an n8n that isn't there.
const baseUrl = 'http://n8n.example/';

function notSupported(what: string) {
	return async () => {
		throw new UnexpectedError(`${what} is not supported`);
	};
}

/** What n8n hands to an execution besides the workflow: its credentials, and the URLs n8n is reached by. */
export function additionalDataFor(
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		currentNodeExecutionIndex: 0,
		variables: {},
		externalSecretsProxy: new n8nCore.ExternalSecretsProxy(),
		executeWorkflow: notSupported('Running another workflow'),
		getRunExecutionData: notSupported('Reading another execution'),
		getRuntimeCredential: notSupported('A runtime credential'),
		startRunnerTask: notSupported('A task runner'),
		logAiEvent: () => {},
		restApiUrl: `${baseUrl}rest`,
		instanceBaseUrl: baseUrl,
		formBaseUrl: `${baseUrl}form`,
		formWaitingBaseUrl: `${baseUrl}form-waiting`,
		formTestBaseUrl: `${baseUrl}form-test`,
		webhookBaseUrl: `${baseUrl}webhook`,
		webhookWaitingBaseUrl: `${baseUrl}webhook-waiting`,
		webhookTestBaseUrl: `${baseUrl}webhook-test`,
		mcpBaseUrl: `${baseUrl}mcp`,
		mcpTestBaseUrl: `${baseUrl}mcp-test`,
	};
}
