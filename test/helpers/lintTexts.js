/** Reads pairs of a file name and a text as JSON, and writes the messages of ESLint for each. */
const { text } = require('node:stream/consumers');

const { ESLint } = require('eslint');

async function main() {
	const eslint = new ESLint();
	const results = [];
	for (const [filePath, source] of JSON.parse(await text(process.stdin))) {
		const [{ messages }] = await eslint.lintText(source, { filePath });
		results.push(messages.map(({ message }) => message));
	}
	process.stdout.write(JSON.stringify(results));
}

void main();
