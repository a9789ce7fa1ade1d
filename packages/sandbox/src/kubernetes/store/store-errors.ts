import { ConflictError, InputError } from '@backstage/errors';

/** A create for a name that is taken; Kubernetes tells it apart from a lost update, both are 409. */
export class AlreadyExistsError extends ConflictError {}

/** The object is well-formed JSON but Kubernetes would refuse it (422 Invalid). */
export class InvalidObjectError extends InputError {}

/** The asked resourceVersion is older than the kept history (410 Gone): list again. */
export class ResourceExpiredError extends Error {
  name = 'ResourceExpiredError';
}
