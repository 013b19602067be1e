/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets */
/** Values that must turn up nowhere: each is unlike anything else that n8n writes. */
export const ACCOUNT = 'canary-account-4f1d';
export const PASSWORD = 'canary-password-93ce';

export const OWNER = { email: 'owner@example.com', password: 'Only-for-tests-1' };

/** What all processes of one n8n share. */
export const ENCRYPTION_KEY = 'only-for-tests';
