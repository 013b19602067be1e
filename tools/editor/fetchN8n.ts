/**
 * Requests something from n8n on a connection of its own. A busy n8n closes a kept connection just as it is used again, which would fail
 * a request that may not be repeated. All requests must be made like this, because one could take over what another has kept.
 */
export async function fetchN8n(url: string, init: RequestInit = {}): Promise<Response> {
	const headers = new Headers(init.headers);
	headers.set('Connection', 'close');
	return await fetch(url, { ...init, headers });
}
