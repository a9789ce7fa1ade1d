import { CustomErrorBase } from '@backstage/errors';

/** `bad_data`: the query is wrong (400); `execution`: it is well-formed and cannot be answered (422). */
export type PromqlErrorType = 'bad_data' | 'execution';

/** An error in the words of Prometheus, ready for its API. */
export class PromqlError extends CustomErrorBase {
  name = 'PromqlError' as const;

  constructor(readonly errorType: PromqlErrorType, message: string) {
    super(message);
  }
}

export function executionError(message: string): PromqlError {
  return new PromqlError('execution', message);
}

/** `1:6: parse error: …`, with the position counted from one. */
export function parseError(
  query: string,
  offset: number,
  message: string,
): PromqlError {
  const before = query.slice(0, offset).split('\n');
  const column = before[before.length - 1].length + 1;
  return new PromqlError(
    'bad_data',
    `${before.length}:${column}: parse error: ${message}`,
  );
}
