/**
 * Calls listeners one announcement after another, also when a listener causes the next one: everybody sees the same order.
 * A listener that throws is reported as a process warning and disturbs neither the writer nor the others.
 */
export class ListenerQueue<T> {
  private readonly listeners = new Set<(item: T) => void>();
  private readonly pending: T[] = [];
  private draining = false;

  subscribe(listener: (item: T) => void): () => void {
    // Wrapped, so that the same function may be subscribed twice.
    const entry = (item: T) => listener(item);
    this.listeners.add(entry);
    return () => {
      this.listeners.delete(entry);
    };
  }

  announce(item: T): void {
    this.pending.push(item);
    if (this.draining) {
      return;
    }
    this.draining = true;
    try {
      for (
        let next = this.pending.shift();
        next !== undefined;
        next = this.pending.shift()
      ) {
        for (const listener of [...this.listeners]) {
          this.call(listener, next);
        }
      }
    } finally {
      this.draining = false;
    }
  }

  private call(listener: (item: T) => void, item: T): void {
    if (!this.listeners.has(listener)) {
      return;
    }
    try {
      listener(item);
    } catch (error) {
      process.emitWarning(
        error instanceof Error ? error : new Error(String(error)),
      );
    }
  }
}
