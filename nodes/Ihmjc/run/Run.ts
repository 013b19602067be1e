import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import type { Limits, Dependencies } from '../service/Dependencies';
import type { Pace, Paces } from '../service/Pace';
import { type Progress, query } from '../service/query';
import { accountKey, type Transport } from '../service/transport';
import { KnownUploads } from '../state/KnownUploads';
import { Ledger } from '../state/Ledger';
import type { Clock } from '../util/clock';
import { plainText } from '../util/values';
import { Hints } from './hints';

export interface RunDependencies extends Dependencies {
	/** Whether this n8n can keep the wait of a node in its database. */
	canWaitInDatabase: boolean;
	/** The pace of each account's queries, in the whole process. */
	paces: Paces;
	random: () => number;
}

/** One run of the node, with everything that an operation needs. */
export class Run implements Transport {
	readonly items: INodeExecutionData[];

	readonly clock: Clock;

	/** When this call of the node began; milliseconds since 1970. */
	readonly began: number;

	/** A step of a wait has shorter ones. */
	limits: Limits;

	/** Returns a number from 0 to 1. */
	readonly random: () => number;

	readonly hints = new Hints();

	/** The node's On Error. A step of a wait takes it from the node that handed over. */
	onError: NonNullable<INode['onError']>;

	/** The execution's knowledge of each upload, shared with its other Ihmjc nodes. */
	readonly known: KnownUploads<Progress>;

	/** Everything that the execution has sent and paid for, shared with its other Ihmjc nodes. */
	readonly ledger: Ledger;

	/** Cached, because `getNode` copies the node at every call. */
	private readonly node: INode;

	constructor(
		readonly context: IExecuteFunctions,
		readonly dependencies: RunDependencies,
	) {
		this.items = context.getInputData();
		this.clock = dependencies.clock;
		this.began = this.clock.now();
		this.limits = dependencies.limits;
		this.random = dependencies.random;
		this.node = context.getNode();
		this.onError =
			this.node.onError ?? (context.continueOnFail() ? 'continueRegularOutput' : 'stopWorkflow');
		const account = this.node.credentials?.ihmjcApi?.id ?? '';
		const store = context.getContext('flow');
		this.known = new KnownUploads(store, account);
		this.ledger = Ledger.of(store, account);
	}

	/**
	 * The date when the first try of this run began. Anything that depends on time, such as the age of a result, must be the same in every try,
	 * because a retry would otherwise make other lists and be charged for them.
	 */
	get startedAt(): number {
		const store = this.context.getContext('node');
		return (store[`startedAt:${this.key}`] ??= this.clock.date().getTime()) as number;
	}

	/** When the first try of this run began to wait, or a call of a tool began. Max Wait counts from there. */
	get waitingSince(): number {
		if (this.isTool) return this.began;
		const store = this.context.getContext('node');
		const since = (store[`waitingSince:${this.key}`] ??= this.clock.now()) as number;
		// A time in the future is from another process.
		return Math.min(since, this.clock.now());
	}

	/** Identifies the run in all its tries. All calls of a tool are one run, because n8n counts each try of a call as a run. */
	get key(): string {
		const { $runIndex } = this.context.getWorkflowDataProxy(0);
		return `${this.node.name} ${this.isTool ? 'tool' : $runIndex}`;
	}

	/** How fast the queries of the account may follow each other, in all executions of the process. */
	async pace(): Promise<Pace> {
		return this.dependencies.paces(await accountKey(this));
	}

	/** Queries an upload once. */
	readonly ask = async (uploadId: string) => await query(this, uploadId);

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

	/** Whether any of these parameters is an expression, which is evaluated for every item. */
	isExpression(...names: string[]): boolean {
		const values = names.map((name) => this.node.parameters[name]);
		return values.some((value) => typeof value === 'string' && value.startsWith('='));
	}

	parameter(name: string, item: number, otherwise: unknown): unknown {
		return this.context.getNodeParameter(name, item, otherwise);
	}

	text(name: string, item: number): string {
		return plainText(this.parameter(name, item, ''));
	}

	/**
	 * An option on the first item. Others aren't read, because the expression of one may fail, and a saved workflow may have options that no
	 * longer exist.
	 */
	option(name: string, otherwise: unknown): unknown {
		const isWhole = this.isExpression('options');
		const options = isWhole ? this.parameter('options', 0, {}) : this.node.parameters.options;
		if (!Object.hasOwn(Object(options) as object, name)) return otherwise;
		return isWhole ? (options as IDataObject)[name] : this.parameter(`options.${name}`, 0, null);
	}
}
