/** A file that is read while it is sent, and never held as a whole. */
export interface StreamedFile {
	name: string;
	/** Bytes. Must be exact, because the request announces it. */
	size: number;
	/** Called every time the form is sent. */
	stream(): AsyncIterable<Uint8Array>;
}

/**
 * Makes a form whose last part is a file that is streamed, not held in a Blob. n8n's HTTP library takes the parts from `entries()` one by
 * one and reads each as a stream. The file comes after the fields that the credential sets.
 *
 * It changes a form instead of extending the class `FormData`, because naming the class makes Node load its whole web client, and n8n loads
 * this file when it starts.
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
