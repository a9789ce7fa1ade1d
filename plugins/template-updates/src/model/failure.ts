const statusOf = (error: Error): unknown =>
  'statusCode' in error ? error.statusCode : undefined;

/** The entity was not made from a template. @internal */
export const isNotFound = (error: Error): boolean => statusOf(error) === 404;

/** The backend's own sentence; its client wraps it in "Request failed with …". @internal */
export function sentenceOf(error: Error): string {
  const { cause } = error;
  return (cause instanceof Error && cause.message) || error.message;
}
