/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets */
/** Secrets that must not appear anywhere. They differ from anything else that n8n writes. */
export const ACCOUNT = 'canary-account-4f1d';
export const PASSWORD = 'canary-password-93ce';

export const OWNER = { email: 'owner@example.com', password: 'Only-for-tests-1' };

/** Settings that all processes of one n8n share. */
export const ENCRYPTION_KEY = 'only-for-tests';
