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

export interface ChatModel {
	url: string;
	/** What it was asked. */
	requests: Request[];
	stop(): Promise<void>;
}

/**
 * A server that speaks as a language model's does, and has one idea: to call its first tool with these arguments,
 * and then to say what the tool said.
 */
export async function startChatModel(args: object): Promise<ChatModel> {
	const requests: Request[] = [];
	const server = Fastify();
	server.post('/v1/chat/completions', (request) => {
		const asked = request.body as Request;
		requests.push(asked);
		const last = asked.messages[asked.messages.length - 1];
		const call = {
			id: 'call_1',
			type: 'function',
			function: { name: asked.tools?.[0].function.name, arguments: JSON.stringify(args) },
		};
		const isAnswered = last.role === 'tool';
		const message = isAnswered
			? { role: 'assistant', content: `The tool said: ${String(last.content)}` }
			: { role: 'assistant', content: null, tool_calls: [call] };
		return {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 0,
			model: 'stand-in',
			choices: [{ index: 0, message, finish_reason: isAnswered ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	const url = await server.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${url}/v1`, requests, stop: async () => await server.close() };
}
