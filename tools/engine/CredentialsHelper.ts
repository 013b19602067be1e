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
 * Answers n8n's questions about credentials from plain data instead of a database. Fields have their
 * defaults filled in and are handed to the type's own `authenticate` function, as n8n does; what n8n
 * can do beyond that (expressions in fields, `authenticate` as an object, tokens that expire) is not here.
 */
export class CredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		/** By the credential's ID, its name or its type, looked up in this order. */
		private readonly credentials: Record<string, ICredentialDataDecryptedObject>,
	) {
		super();
	}

	/** Whether a node that names no credential of this type can be given one, as a user would pick it. */
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
			throw new UnexpectedError(`"authenticate" of the credential type ${type} is no function`);
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
		if (!key) throw new UserError(`There is no credential "${name}" of the type ${type}`);
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
			throw new UserError(`There is no credential type "${name}"`);
		}
		return this.types[name];
	}
}
