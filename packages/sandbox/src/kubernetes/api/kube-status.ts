import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotFoundError,
} from '@backstage/errors';
import {
  AlreadyExistsError,
  InvalidObjectError,
  ResourceExpiredError,
} from '../store/store-errors';

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: Array<{ reason: string; message: string }>;
}

/** The `Status` object every failed request ends with. */
export interface KubeStatus {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code: number;
}

/** An error with a code that has no class of its own. */
export class KubeApiError extends Error {
  constructor(readonly code: number, readonly reason: string, message: string) {
    super(message);
  }
}

export function failure(error: unknown, details?: StatusDetails): KubeStatus {
  const message = error instanceof Error ? error.message : String(error);
  const { code, reason } = classify(error);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...((details || code === 422) && {
      details: {
        ...details,
        // kubectl prints the causes of an invalid object and nothing else.
        ...(code === 422 && {
          causes: [{ reason: 'FieldValueInvalid', message }],
        }),
      },
    }),
    code,
  };
}

export function success(details?: StatusDetails): KubeStatus {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    ...(details && { details }),
    code: 200,
  };
}

function classify(error: unknown): { code: number; reason: string } {
  if (error instanceof KubeApiError) return error;
  if (error instanceof AlreadyExistsError)
    return { code: 409, reason: 'AlreadyExists' };
  if (error instanceof ConflictError) return { code: 409, reason: 'Conflict' };
  if (error instanceof InvalidObjectError)
    return { code: 422, reason: 'Invalid' };
  if (error instanceof InputError) return { code: 400, reason: 'BadRequest' };
  if (error instanceof NotFoundError) return { code: 404, reason: 'NotFound' };
  if (error instanceof AuthenticationError)
    return { code: 401, reason: 'Unauthorized' };
  if (error instanceof ResourceExpiredError)
    return { code: 410, reason: 'Expired' };
  return { code: 500, reason: 'InternalError' };
}
