export interface RetryOptions {
  attempts: number;
  /** Milliseconds before the second attempt. */
  firstDelay: number;
  /** How much longer each further delay is; default 2. */
  factor?: number;
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
      const delay = options.firstDelay * (options.factor ?? 2) ** (attempt - 1);
      options.onRetry(error, delay);
      await options.sleep(delay);
    }
  }
}
