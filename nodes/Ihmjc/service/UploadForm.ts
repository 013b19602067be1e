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
 */
export class UploadForm extends FormData {
	constructor(
		type: string,
		private readonly file: StreamedFile,
	) {
		super();
		this.set('type', type);
	}

	*entries(): FormDataIterator<[string, FormDataEntryValue]> {
		yield* super.entries();
		const { name, size } = this.file;
		const part = { name, size, type: 'text/plain', stream: () => this.file.stream() };
		yield ['file', part as unknown as File];
	}

	[Symbol.iterator](): FormDataIterator<[string, FormDataEntryValue]> {
		return this.entries();
	}
}
