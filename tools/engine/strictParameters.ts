import {
	NodeHelpers,
	type IExecuteFunctions,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';

type Declared = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** JSON and promises read these keys of any object, so they don't count as reading an option. */
const IGNORED_KEYS = ['toJSON', 'then'];

/** The properties inside these properties, or undefined where none are declared (texts, `json`, …). */
function insideOf(properties: Declared[]): Declared[] | undefined {
	const collections = properties.flatMap((property) => {
		if ('values' in property) return [property.values];
		const isCollection =
			'type' in property && ['collection', 'fixedCollection'].includes(property.type);
		return isCollection ? [property.options ?? []] : [];
	});
	return collections.length === 0 ? undefined : collections.flat();
}

class Violations {
	private first: Error | undefined;

	constructor(private readonly nodeName: string) {}

	add(path: string, what: string): never {
		const error = new Error(`${this.nodeName} reads the parameter "${path}", ${what}`);
		this.first ??= error;
		throw error;
	}

	/** Throws the first violation again at the end, because a node that continues on errors hides it. */
	throwFirst() {
		if (this.first) throw this.first;
	}
}

/** The same value, but reading a key fails if neither the value nor the description contains it. */
function guarded(
	value: unknown,
	path: string,
	declared: Declared[],
	violations: Violations,
): unknown {
	const inside = insideOf(declared);
	if (typeof value !== 'object' || value === null || inside === undefined) return value;
	if (Array.isArray(value)) {
		return value.map((element, i) => guarded(element, `${path}[${i}]`, declared, violations));
	}
	return new Proxy(value, {
		get(target, key) {
			const found: unknown = Reflect.get(target, key);
			if (typeof key === 'symbol' || IGNORED_KEYS.includes(key)) return found;
			const named = inside.filter(({ name }) => name === key);
			if (named.length === 0 && !(key in target)) {
				violations.add(`${path}.${key}`, 'which its description does not declare');
			}
			return guarded(found, `${path}.${key}`, named, violations);
		},
	});
}

function strictContext(context: IExecuteFunctions, nodeType: INodeType, violations: Violations) {
	const { properties } = nodeType.description;

	/** The declarations at a path such as `options.maxWait` or `fields.values[0].name`. */
	function declarationsOf(path: string): Declared[] {
		const [top, ...rest] = path.split(/[.[\]]+/).filter((key) => !/^\d*$/.test(key));
		const node = context.getNode();
		const sameName = properties.filter(({ name }) => name === top);
		let declared: Declared[] = sameName.filter((property) =>
			NodeHelpers.displayParameter(node.parameters, property, node, nodeType.description),
		);
		if (sameName.length > 0 && declared.length === 0) {
			const { resource, operation } = node.parameters;
			violations.add(path, `which is hidden for ${String(resource)}: ${String(operation)}`);
		}
		for (const key of rest) {
			const inside = insideOf(declared);
			if (declared.length > 0 && inside === undefined) break;
			declared = (inside ?? []).filter(({ name }) => name === key);
		}
		if (declared.length === 0) violations.add(path, 'which its description does not declare');
		return declared;
	}

	const getNodeParameter = (...[path, ...rest]: Parameters<typeof context.getNodeParameter>) => {
		const declared = declarationsOf(path);
		return guarded(context.getNodeParameter(path, ...rest), path, declared, violations);
	};

	return new Proxy(context, {
		get(target, key) {
			if (key === 'getNodeParameter') return getNodeParameter;
			const value: unknown = Reflect.get(target, key, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}

/**
 * The same node for tests, whose `execute` fails if it reads a parameter or an option that its description
 * doesn't declare, or a parameter that is hidden for the current resource and operation. n8n itself returns
 * `undefined` or the fallback value, so that a typo would look like a default.
 */
export function strictParameters<T extends INodeType>(nodeType: T): T {
	async function execute(this: IExecuteFunctions) {
		const violations = new Violations(nodeType.description.name);
		try {
			return await nodeType.execute!.call(strictContext(this, nodeType, violations));
		} finally {
			violations.throwFirst();
		}
	}
	return Object.assign(Object.create(nodeType) as T, { execute });
}
