import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import type { Limits, Dependencies } from '../service/Dependencies';
import type { Progress } from '../service/query';
import type { Transport } from '../service/transport';
import { StatusMemory } from '../state/StatusMemory';
import { ListMemory } from '../state/ListMemory';
import { Submissions } from '../state/Submissions';
import type { Clock } from '../util/clock';
import { Hints } from './hints';

export interface RunDependencies extends Dependencies {
	canWaitInDatabase: boolean;
}

/** One run of the node, with everything that an operation needs. */
export class Run implements Transport {
	readonly items: INodeExecutionData[];

	readonly clock: Clock;

	readonly limits: Limits;

	/** Whether this n8n can keep the wait of a node in its database. */
	readonly canWaitInDatabase: boolean;

	readonly hints = new Hints();

	/** The node's On Error. A step of a wait takes it from the node that handed over. */
	onError: NonNullable<INode['onError']>;

	/** The last status of each upload, shared with the other Ihmjc nodes of the execution. */
	readonly statuses: StatusMemory<Progress>;

	/** Lists that the execution has sent, shared with its other Ihmjc nodes. */
	readonly submissions: Submissions;

	/** Result lists that were read in this execution. */
	readonly lists: ListMemory;

	/** Cached, because `getNode` copies the node at every call. */
	private readonly node: INode;

	constructor(
		readonly context: IExecuteFunctions,
		{ clock, limits, canWaitInDatabase }: RunDependencies,
	) {
		this.items = context.getInputData();
		this.clock = clock;
		this.limits = limits;
		this.canWaitInDatabase = canWaitInDatabase;
		this.node = context.getNode();
		this.onError =
			this.node.onError ?? (context.continueOnFail() ? 'continueRegularOutput' : 'stopWorkflow');
		const account = this.node.credentials?.ihmjcApi?.id ?? '';
		const store = context.getContext('flow');
		this.statuses = new StatusMemory(store, account);
		this.submissions = Submissions.of(store, account);
		this.lists = new ListMemory(store, account);
	}

	/**
	 * When the first try of this run began. Anything that depends on time, such as the age of a result, must be the same in every try,
	 * because a retry would otherwise make other lists and be charged for them.
	 */
	get startedAt(): number {
		const store = this.context.getContext('node');
		return (store[`startedAt:${this.key}`] ??= this.clock.now()) as number;
	}

	/** When the first try of this run began to wait. Max Wait counts from there. Every call of a tool has its own wait. */
	get waitingSince(): number {
		if (this.isTool) return this.clock.now();
		const store = this.context.getContext('node');
		return (store[`waitingSince:${this.key}`] ??= this.clock.now()) as number;
	}

	/** Identifies the run in all its tries. All calls of a tool are one run, because n8n counts each try of a call as a run. */
	get key(): string {
		const { $runIndex } = this.context.getWorkflowDataProxy(0);
		return `${this.node.name} ${this.isTool ? 'tool' : $runIndex}`;
	}

	/** Submissions of whole lists in this run. */
	listSubmissions(): ReturnType<Submissions['ofLists']> {
		return this.submissions.ofLists(this.node.name, this.key);
	}

	/** Whether On Error is either kind of Continue. Nothing may be thrown then. */
	get continues(): boolean {
		return this.onError !== 'stopWorkflow';
	}

	/** Whether On Error is Continue (using error output). */
	get hasErrorOutput(): boolean {
		return this.onError === 'continueErrorOutput';
	}

	/** Whether an AI agent runs the node as a tool. */
	get isTool(): boolean {
		return this.node.type.endsWith('Tool');
	}

	/** Whether a person runs it in the editor. */
	get isManual(): boolean {
		return this.context.getMode() === 'manual';
	}

	/** Whether a parameter is an expression, which is evaluated for every item. */
	isExpression(name: string): boolean {
		const value = this.node.parameters[name];
		return typeof value === 'string' && value.startsWith('=');
	}

	text(name: string, item: number): string {
		return this.untrimmed(name, item).trim();
	}

	untrimmed(name: string, item: number): string {
		const value = this.context.getNodeParameter(name, item, '');
		return Array.isArray(value) ? value.map(plain).join() : plain(value);
	}

	/** The `options` collection, read on the first item. */
	options(): IDataObject {
		return this.context.getNodeParameter('options', 0, {}) as IDataObject;
	}
}

/** Returns the text of a plain value, and `''` for an object, because its `toString` may do anything. */
const plain = (value: unknown): string =>
	value === null || value === undefined || typeof value === 'object' ? '' : String(value);
