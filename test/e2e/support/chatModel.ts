import Fastify from 'fastify';

interface Message {
	role: string;
	content: unknown;
}

interface Tool {
	function: { name: string; description: string; parameters: { properties: object } };
}

interface Request {
	messages: Message[];
	tools?: Tool[];
}

/** The next step of a model: calling a tool by its node's name, replying with a text, or failing. */
export type Step = { tool: string; args: object } | { say: string } | { fail: string };

export interface ChatModel {
	url: string;
	/** The requests to the model. */
	requests: Request[];
	stop(): Promise<void>;
}

/**
 * A server with the API of a language model that follows a script.
 *
 * @param script One step for each request. Each step receives the response of the last tool.
 */
export async function startChatModel(
	script: Array<(toolSaid: string) => Step>,
): Promise<ChatModel> {
	const requests: Request[] = [];
	const server = Fastify({ bodyLimit: 10_000_000 });
	server.post('/v1/chat/completions', (request, reply) => {
		const asked = request.body as Request;
		requests.push(asked);
		const last = asked.messages[asked.messages.length - 1];
		const step = script[requests.length - 1]?.(textOf(last.content)) ?? { say: 'That was all.' };
		if ('fail' in step) {
			// A status that n8n's model node doesn't repeat.
			void reply.status(400);
			return { error: { message: step.fail, type: 'invalid_request_error' } };
		}
		const message =
			'say' in step
				? { role: 'assistant', content: step.say }
				: {
						role: 'assistant',
						content: null,
						tool_calls: [
							{
								id: `call_${requests.length}`,
								type: 'function',
								function: { name: nameOf(step.tool), arguments: JSON.stringify(step.args) },
							},
						],
					};
		return {
			id: `chatcmpl-${requests.length}`,
			object: 'chat.completion',
			created: 0,
			model: 'stand-in',
			choices: [{ index: 0, message, finish_reason: 'say' in step ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	const url = await server.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${url}/v1`, requests, stop: async () => await server.close() };
}

/** The tool's name, which n8n derives from the node's name. */
const nameOf = (node: string) => node.replace(/\W/g, '_');

const textOf = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content);
