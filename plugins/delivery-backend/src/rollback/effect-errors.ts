/** The effect may work when tried again: a network failure, a conflict, a busy server. */
export class RetryableError extends Error {
  override name = 'RetryableError';
}

/** Trying again cannot help; a human has to look. The message is a sentence for people. */
export class TerminalError extends Error {
  override name = 'TerminalError';
}

/** Somebody deployed another version in the meantime: not a failure, but the end of this rollback. */
export class SupersededError extends Error {
  override name = 'SupersededError';

  constructor(readonly tag: string) {
    super(`Version ${tag} has been deployed in the meantime`);
  }
}

/** Another replica has taken this rollback over; whatever was about to be written must not be. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}
