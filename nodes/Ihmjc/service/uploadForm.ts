/** A file that is read as it is sent, never as a whole: what a form needs to know of it. */
export interface StreamedFile {
	name: string;
	/** Bytes. Must be exact: the request announces it. */
	size: number;
	/** Called once for every time the form is sent. */
	stream(): AsyncIterable<Uint8Array>;
}

/**
 * The platform's form with one more part, the file, which no Blob need hold. n8n's HTTP library takes the
 * parts from `entries()` one by one and reads each as a stream. The file comes last, after the fields that
 * the credential sets.
 *
 * Made over a form rather than derived from its class: naming that class makes Node load its whole web client,
 * and n8n loads this file when it starts.
 */
export function uploadForm(type: string, file: StreamedFile): FormData {
	const form = new FormData();
	form.set('type', type);
	const fields = form.entries.bind(form);
	form.entries = function* (): FormDataIterator<[string, FormDataEntryValue]> {
		yield* fields();
		const { name, size } = file;
		const part = { name, size, type: 'text/plain', stream: () => file.stream() };
		yield ['file', part as unknown as File];
	};
	form[Symbol.iterator] = form.entries;
	return form;
}
