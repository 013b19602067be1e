import type * as Libphonenumber from './libphonenumber';

let library: typeof Libphonenumber | undefined;

/**
 * Gives the phone number library, loading it at the first call. Its metadata takes longer to load than the whole
 * rest of the package, and n8n loads every node at start, used or not.
 */
export function loadLibphonenumber(): typeof Libphonenumber {
	// A plain `require` would be bundled. The path holds here and in dist/, where gulpfile.js puts the library beside the node.
	library ??= module.require('./libphonenumber') as typeof Libphonenumber;
	return library;
}
