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

/** One execution of the node: what every operation works with. */
export class Run implements Transport {
	readonly items: INodeExecutionData[];

	readonly clock: Clock;

	readonly limits: Limits;

	/** Whether this n8n can keep the wait of a node in its database. */
	readonly canWaitInDatabase: boolean;

	readonly hints = new Hints();

	/** What the node does with errors. A step of a wait acts for the node that handed over to it. */
	onError: NonNullable<INode['onError']>;

	/** The last answer for each upload, shared with the other Ihmjc nodes of the execution. */
	readonly statuses: StatusMemory<Progress>;

	/** What the execution has sent and paid for, shared likewise. */
	readonly submissions: Submissions;

	/** Result lists that were read in this execution. */
	readonly lists: ListMemory;

	/** n8n copies it, parameters and all, every time it is asked for. */
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
	 * When the first try of this run first asked for it; noted for the others. What depends on the time, such as whether
	 * a row's result is still good, must come out the same in every try: or a retry would make other lists, and pay for
	 * them.
	 */
	get startedAt(): number {
		const store = this.context.getContext('node');
		return (store[`startedAt:${this.key}`] ??= this.clock.now()) as number;
	}

	/**
	 * When the first try of this run began to wait, noted for the others: Max Wait counts from there. Every call of a tool
	 * waits anew.
	 */
	get waitingSince(): number {
		if (this.isTool) return this.clock.now();
		const store = this.context.getContext('node');
		return (store[`waitingSince:${this.key}`] ??= this.clock.now()) as number;
	}

	/**
	 * What all tries of this run have in common, and no other run has. Of a tool all calls are one run: n8n counts each
	 * try of a call as a run, and an agent that asks again means the answer it was promised.
	 */
	get key(): string {
		const { $runIndex } = this.context.getWorkflowDataProxy(0);
		return `${this.node.name} ${this.isTool ? 'tool' : $runIndex}`;
	}

	/** The submissions of the lists that this run sends as such. */
	listSubmissions(): ReturnType<Submissions['ofLists']> {
		return this.submissions.ofLists(this.node.name, this.key);
	}

	/** Whether On Error says continue, in either way: then nothing may be thrown. */
	get continues(): boolean {
		return this.onError !== 'stopWorkflow';
	}

	/** Whether On Error says continue with the error output. */
	get hasErrorOutput(): boolean {
		return this.onError === 'continueErrorOutput';
	}

	/** Whether an AI agent runs the node as a tool. */
	get isTool(): boolean {
		return this.node.type.endsWith('Tool');
	}

	/** Whether somebody looks on in the editor. */
	get isManual(): boolean {
		return this.context.getMode() === 'manual';
	}

	/** Whether a parameter is an expression, to be evaluated for every item, or a plain value. */
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

/** An expression may give anything; what is no plain value has no text, and may not even be asked for one. */
const plain = (value: unknown): string =>
	value === null || value === undefined || typeof value === 'object' ? '' : String(value);
