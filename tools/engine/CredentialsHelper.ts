import {
	ICredentialsHelper,
	NodeHelpers,
	UnexpectedError,
	UserError,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/**
 * Provides credentials from plain data instead of n8n's database. Fills in the defaults of fields and calls
 * the type's own `authenticate` function, as n8n does. Expressions in fields, `authenticate` as an object
 * and tokens that expire are not supported.
 */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		/** Credentials by ID, name or type, looked up in this order. */
		private readonly credentials: Record<string, ICredentialDataDecryptedObject>,
	) {
		super();
	}

	/** Whether a credential of this type exists for nodes that name none. */
	hasFor(type: string) {
		return Object.hasOwn(this.credentials, type);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(type);
		if (authenticate === undefined) return requestOptions;
		if (typeof authenticate !== 'function') {
			throw new UnexpectedError(`"authenticate" of the credential type ${type} is not a function`);
		}
		return await authenticate(credentials, requestOptions);
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		{ id, name }: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const key = [id, name, type].find(
			(candidate) => candidate && Object.hasOwn(this.credentials, candidate),
		);
		if (!key) throw new UserError(`Credential "${name}" of the type ${type} is missing`);
		return NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			this.credentials[key] as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.typeOf(type).properties;
	}

	getParentTypes(type: string): string[] {
		return this.typeOf(type).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Encrypted credentials are not supported');
	}

	async updateCredentials(): Promise<void> {
		throw new UnexpectedError('Credentials cannot be changed');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('Credentials cannot be changed');
	}

	private typeOf(name: string): ICredentialType {
		if (!Object.hasOwn(this.types, name)) {
			throw new UserError(`Unknown credential type "${name}"`);
		}
		return this.types[name];
	}
}
