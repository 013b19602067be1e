import type { SandboxResponse } from '../SandboxResponse';
import type { Form } from '../readForm';
import type { RequestRecord } from '../records';
import type { Service } from '../Service';

/** Handles a request whose account and password are right. */
export type Handler = (form: Form, service: Service, record: RequestRecord) => SandboxResponse;
