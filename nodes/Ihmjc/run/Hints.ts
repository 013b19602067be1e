import type { NodeExecutionHint } from 'n8n-workflow';

/** The sentences in the output panel, each once, in the order in which they came. */
export class Hints {
	private readonly sentences = new Map<string, NodeExecutionHint['type']>();

	info(sentence: string): void {
		this.sentences.set(sentence, 'info');
	}

	warning(sentence: string): void {
		this.sentences.set(sentence, 'warning');
	}

	all(): NodeExecutionHint[] {
		return [...this.sentences].map(([message, type]) => ({
			message,
			type,
			location: 'outputPane',
		}));
	}
}
