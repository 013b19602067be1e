import type { IConnections, INode } from 'n8n-workflow';

import type { WorkflowFile } from '../../tools/engine/runWorkflow';

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** The editor's grid, to which dragged nodes snap. */
const GRID = 16;

/** The size of a node with its name below, which may be wider and take two lines. */
const NODE = 96;
const LABEL = { height: 48, overhang: 48 };
/** The size of a node with inputs for models, memory and tools, which is wide and has its name inside. */
const WIDE = 256;

const isNote = ({ type }: INode) => type === 'n8n-nodes-base.stickyNote';

const contentOf = ({ parameters }: INode) => String(parameters.content ?? '').trim();

/** Connections of all kinds: `main` for rows, other kinds for models and tools. */
function linksOf(connections: IConnections) {
	return Object.entries(connections).flatMap(([from, kinds]) =>
		Object.entries(kinds).flatMap(([kind, outputs]) =>
			outputs.flatMap((targets) => (targets ?? []).map(({ node }) => ({ from, kind, to: node }))),
		),
	);
}

/**
 * Finds what is untidy about a workflow on n8n's canvas: overlapping nodes, nodes off the grid, notes
 * without text, unconnected nodes, connections that run backward without closing a loop, and rows of nodes
 * that are not level.
 */
export function canvasFaults({ nodes, connections }: WorkflowFile): string[] {
	const links = linksOf(connections);
	const flow = links.filter(({ kind }) => kind === 'main');
	const byName = new Map(nodes.map((node) => [node.name, node]));
	const xOf = (name: string) => byName.get(name)!.position[0];
	const yOf = (name: string) => byName.get(name)!.position[1];

	const boxes = nodes.map((node) => boxOf(node, links));
	const overlaps = boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => overlap(one, other))
			.map((other) => `"${one.name}" and "${other.name}" overlap`),
	);
	const offGrid = nodes
		.filter(({ position }) => position.some((coordinate) => coordinate % GRID !== 0))
		.map(({ name }) => `"${name}" is off the grid`);
	const empty = nodes
		.filter((node) => isNote(node) && contentOf(node) === '')
		.map(({ name }) => `"${name}" has no text`);
	const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
	const loose = nodes
		.filter((node) => !isNote(node) && !linked.has(node.name))
		.map(({ name }) => `"${name}" is connected to nothing`);
	const missing = [...linked]
		.filter((name) => !byName.has(name))
		.map((name) => `The workflow has no node "${name}"`);
	if (missing.length > 0) return missing;

	const backwards = flow
		.filter(({ from, to }) => xOf(to) <= xOf(from) && !leadsTo(flow, to, from))
		.map(({ from, to }) => `"${from}" runs backwards to "${to}"`);
	const count = (key: 'from' | 'to', name: string) =>
		flow.filter((link) => link[key] === name).length;
	const uneven = flow
		.filter(({ from, to }) => count('from', from) === 1 && count('to', to) === 1)
		.filter(({ from, to }) => yOf(from) !== yOf(to))
		.map(({ from, to }) => `"${from}" and "${to}" are not level`);
	return [...overlaps, ...offGrid, ...empty, ...loose, ...backwards, ...uneven];
}

function boxOf(node: INode, links: ReturnType<typeof linksOf>): Box {
	const { name, position, parameters } = node;
	const [left, top] = position;
	if (isNote(node)) {
		const { width = 240, height = 160 } = parameters as { width?: number; height?: number };
		return { name, left, top, right: left + width, bottom: top + height };
	}
	const isWide = links.some(({ kind, to }) => kind !== 'main' && to === name);
	if (isWide) return { name, left, top, right: left + WIDE, bottom: top + NODE };
	return {
		name,
		left: left - LABEL.overhang,
		top,
		right: left + NODE + LABEL.overhang,
		bottom: top + NODE + LABEL.height,
	};
}

const overlap = (one: Box, other: Box) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

function leadsTo(flow: Array<{ from: string; to: string }>, start: string, end: string): boolean {
	const seen = new Set([start]);
	for (const name of seen) {
		for (const { from, to } of flow) if (from === name) seen.add(to);
	}
	return seen.has(end);
}
