import {
	NodeHelpers,
	UserError,
	type IDataObject,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

export type NodeTypesByName = Record<string, INodeType | IVersionedNodeType>;

export class NodeTypes implements INodeTypes {
	constructor(private readonly types: NodeTypesByName) {}

	getByName(name: string): INodeType | IVersionedNodeType {
		if (!Object.hasOwn(this.types, name)) {
			throw new UserError(
				`Unknown node type "${name}". Known types: ${Object.keys(this.types).join(', ')}.`,
			);
		}
		return this.types[name];
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(name), version);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}
