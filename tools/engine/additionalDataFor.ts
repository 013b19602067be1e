import {
	UnexpectedError,
	type ICredentialsHelper,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { n8nCore } from './n8nCore';

// A name reserved for documentation, so that nothing can reach a real n8n.
const baseUrl = 'http://n8n.example/';

function notSupported(what: string) {
	return async () => {
		throw new UnexpectedError(`${what} is not supported`);
	};
}

/** The data that n8n passes to an execution besides the workflow: credentials and n8n's URLs. */
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
