/** Resolves after the time, or as soon as the signal aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const wake = new AbortController();
    const timer = setTimeout(() => wake.abort(), ms);
    wake.signal.addEventListener('abort', () => resolve());
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      // Many sleeps share one signal: none may leave a listener behind.
      { once: true, signal: wake.signal },
    );
  });
}
