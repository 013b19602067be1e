import { NEWEST_N8N, OLDEST_N8N } from '../../tools/editor/versions';
import { canariesSuite } from './suites/canaries';
import { credentialsSuite } from './suites/credentials';
import { filesChargedOnceSuite } from './suites/filesChargedOnce';
import { manyRowsSuite } from './suites/manyRows';
import { onErrorSuite } from './suites/onError';
import { operationsSuite } from './suites/operations';
import { paceSuite } from './suites/pace';
import { chargedOnceSuite } from './suites/chargedOnce';
import { pendingUploadsSuite } from './suites/pendingUploads';
import { smallListsSuite } from './suites/smallLists';
import { severalAppsSuite } from './suites/severalApps';
import { strangeResponsesSuite } from './suites/strangeResponses';
import { triggerSuite } from './suites/trigger';
import { workflowFilesSuite } from './suites/workflowFiles';
import { TestN8n } from './support/TestN8n';

const MODES = [
	{ mode: 'default', where: 'memory' },
	{ mode: 'filesystem', where: 'files' },
];

describe.each([NEWEST_N8N, OLDEST_N8N])('n8n %s', (version) => {
	describe.each(MODES)('with binary data in $where', ({ mode, where }) => {
		let instance: TestN8n;
		const n8n = () => instance;

		beforeAll(async () => {
			const env = { N8N_DEFAULT_BINARY_DATA_MODE: mode };
			instance = await TestN8n.start({ version, env });
		}, 240_000);

		afterAll(async () => await instance?.stop());

		describe('operations', () => operationsSuite(n8n));
		describe('example workflows', () => workflowFilesSuite(n8n, version));
		describe('files that are charged once', () => filesChargedOnceSuite(n8n));
		if (where === 'memory') {
			describe('lists that are charged once', () => chargedOnceSuite(n8n));
			describe('pending uploads', () => pendingUploadsSuite(n8n));
			describe('pace', () => paceSuite(n8n));
			describe('On Error', () => onErrorSuite(n8n));
			describe('several apps', () => severalAppsSuite(n8n));
			describe('small lists', () => smallListsSuite(n8n));
			describe('strange responses', () => strangeResponsesSuite(n8n));
			describe('credentials', () => credentialsSuite(n8n));
			describe('many rows', () => manyRowsSuite(n8n));
			describe('trigger', () => triggerSuite(n8n));
		}
		describe('secrets', () => canariesSuite(n8n));
	});
});
