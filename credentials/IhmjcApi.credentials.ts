import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlOf } from './baseUrlOf';
import { type RequestOptions, signBody } from './signBody';

export class IhmjcApi implements ICredentialType {
	name = 'ihmjcApi';

	displayName = 'Ihmjc API';

	documentationUrl = 'https://github.com/ihmjc/n8n-nodes-ihmjc#credential';

	icon = {
		light: 'file:../nodes/Ihmjc/ihmjc.svg',
		dark: 'file:../nodes/Ihmjc/ihmjc.dark.svg',
	} as const;

	properties: INodeProperties[] = [
		{
			displayName:
				'Ihmjc uses plain HTTP only: account, password and phone numbers travel unencrypted. To encrypt them, enter your own HTTPS proxy as Base URL.',
			name: 'plainHttpNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Account',
			name: 'account',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. my-account',
			description: 'The name you sign in to Ihmjc with',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The password of your Ihmjc account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'http://i.ihmjc.com',
			placeholder: 'e.g. https://ihmjc-proxy.example.com',
			description:
				'The address of Ihmjc: scheme and host, without a path. Change it to use a proxy or a sandbox.',
		},
	];

	/**
	 * Signs a request: sets `account` and `pass` in its body and sends it to the base URL. It refuses to sign for any other host, and
	 * switches redirects off, because they would pass the password on.
	 *
	 * @throws Error if the base URL can't be used or the request goes elsewhere.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const base = baseUrlOf(credentials.baseUrl);
		if (!base.ok) throw new Error(base.message);

		const signed: RequestOptions = { ...request };
		for (const target of [signed.url, signed.uri].map((each) => String(each ?? ''))) {
			if (originOf(target, signed.baseURL, base.origin) === base.origin) continue;
			throw new Error(
				`The Ihmjc credential only signs requests to its base URL (${base.origin}), but this request goes to another address`,
			);
		}
		signed.baseURL = base.origin;
		if (signed.uri) signed.uri = new URL(String(signed.uri), base.origin).href;

		signBody(signed, {
			account: String(credentials.account ?? ''),
			pass: String(credentials.password ?? ''),
		});
		signed.disableFollowRedirect = true;
		signed.followRedirect = false;
		signed.followAllRedirects = false;
		return signed as IHttpRequestOptions;
	};

	/** Only a response with a balance is a success, because the service returns HTTP 200 for a wrong password too. */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			url: '/api/Balance.ashx',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: { account: '' },
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'DATA.balance1',
					value: undefined,
					message:
						'Ihmjc rejected the account or password. Check both, also for spaces. If they are right, check the base URL.',
				},
			},
		],
	};
}

function originOf(target: string, requestBase: string | undefined, origin: string): string {
	try {
		return new URL(target, requestBase || origin).origin;
	} catch {
		return 'an unreadable URL';
	}
}
