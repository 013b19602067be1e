import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
} from 'n8n-workflow';

/** A credential that signs form requests with a function and has a test request. */
export class SigningApi implements ICredentialType {
	name = 'signingApi';

	displayName = 'Signing API';

	properties: ICredentialType['properties'] = [
		{ displayName: 'Account', name: 'account', type: 'string', default: 'guest' },
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];

	/** The class of the body that `authenticate` received. */
	bodies: string[] = [];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const body = (options.body ?? new URLSearchParams()) as FormData | URLSearchParams;
		this.bodies.push((options.body as object | undefined)?.constructor.name ?? 'none');
		const form = body instanceof FormData ? body : new URLSearchParams(body as URLSearchParams);
		form.set('account', String(credentials.account));
		form.set('pass', String(credentials.password));
		return { ...options, baseURL: String(credentials.baseUrl), body: form };
	};

	test: ICredentialTestRequest = {
		request: { method: 'POST', url: '/balance' },
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'DATA.balance', value: undefined, message: 'Wrong account or password' },
			},
		],
	};
}
