export interface RetryOptions {
  attempts: number;
  /** Milliseconds; doubles with each attempt. */
  firstDelay: number;
  isTemporary(error: unknown): boolean;
  onRetry(error: unknown, delay: number): void;
  sleep(milliseconds: number): Promise<void>;
}

/** Repeats what failed for a reason that may pass. */
export async function retry<T>(
  action: () => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= options.attempts || !options.isTemporary(error)) {
        throw error;
      }
      const delay = options.firstDelay * 2 ** (attempt - 1);
      options.onRetry(error, delay);
      await options.sleep(delay);
    }
  }
}
