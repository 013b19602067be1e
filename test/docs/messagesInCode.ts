/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as ts from 'typescript';

import { projectFolder } from '../../tools/editor/projectFolder';

const FOLDERS = ['nodes', 'credentials'];

/** Replaces the parts of a message that vary. */
const BLANK = '…';

/** For each call: the index of the argument with the message, and the text before the message. */
const CALLS: Record<string, { argument: number; before?: string }> = {
	userError: { argument: 1 },
	unexpectedResponse: { argument: 0, before: 'Ihmjc returned ' },
	info: { argument: 0 },
	warning: { argument: 0 },
	Error: { argument: 0 },
	NodeOperationError: { argument: 1 },
};

/** Methods of n8n's log have the same names, but log lines aren't documented. */
const LOG = /\blogger$/;

function* sourceFiles(): Generator<ts.SourceFile> {
	for (const folder of FOLDERS) {
		const files = readdirSync(path.join(projectFolder, folder), {
			recursive: true,
			encoding: 'utf8',
		});
		for (const file of files.filter((each) => each.endsWith('.ts')).sort()) {
			const text = readFileSync(path.join(projectFolder, folder, file), 'utf8');
			yield ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
		}
	}
}

/** The possible texts of an expression. None if it isn't a text or is known only at run time. */
function textsOf(node: ts.Expression, constants: Map<string, ts.Expression>): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node)) {
		const parts = node.templateSpans.map(
			({ expression, literal }) => blank(expression) + literal.text,
		);
		return [node.head.text + parts.join('')];
	}
	if (ts.isConditionalExpression(node)) {
		return [node.whenTrue, node.whenFalse].flatMap((each) => textsOf(each, constants));
	}
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
		const [left, right] = [node.left, node.right].map((each) => textsOf(each, constants));
		return left.flatMap((start) => right.map((end) => start + end));
	}
	const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
	return constant ? textsOf(constant, new Map()) : [];
}

/** The text to show for an expression. For a count and its noun, the noun is known. */
function blank(node: ts.Expression): string {
	if (!ts.isCallExpression(node) || nameOf(node) !== 'counted') return BLANK;
	const [, one, many] = node.arguments.map((each) => (ts.isStringLiteral(each) ? each.text : ''));
	return `${BLANK} ${many ?? `${one}s`}`;
}

function nameOf(node: ts.CallExpression | ts.NewExpression): string {
	const callee = node.expression;
	if (ts.isIdentifier(callee)) return callee.text;
	return ts.isPropertyAccessExpression(callee) && !LOG.test(callee.expression.getText())
		? callee.name.text
		: '';
}

/**
 * Every error message and hint in the code, with … for the parts that vary. Read from the sources, because
 * no test could trigger all of them.
 */
export function messagesInCode(): string[] {
	const files = [...sourceFiles()];
	const constants = new Map<string, ts.Expression>();
	const messages = new Set<string>();

	const visitEach = (file: ts.SourceFile, visit: (node: ts.Node) => void) => {
		const walk = (node: ts.Node) => {
			visit(node);
			ts.forEachChild(node, walk);
		};
		walk(file);
	};
	const collect = (node: ts.Expression | undefined, before = '') => {
		if (!node) return;
		for (const text of textsOf(node, constants)) {
			// A message without words of its own is composed of other messages.
			if (/\p{L}{3}/u.test(text)) messages.add((before + text).replace(/…+/g, BLANK));
		}
	};

	for (const file of files) {
		visitEach(file, (node) => {
			if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
				constants.set(node.name.text, node.initializer);
			}
		});
	}
	for (const file of files) {
		visitEach(file, (node) => {
			if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
				const call = CALLS[nameOf(node)];
				if (call) collect(node.arguments?.[call.argument], call.before);
			} else if (ts.isPropertyAssignment(node) && node.name.getText() === 'message') {
				collect(node.initializer);
			}
		});
	}
	return [...messages];
}
