/** Work by key: never two runs of one key at once, requests that come meanwhile are one more run. */
export class WorkQueue {
  private readonly timers = new Map<
    string,
    { due: number; timer: NodeJS.Timeout }
  >();
  private readonly tasks = new Set<NodeJS.Timeout>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly again = new Set<string>();
  private stopped = false;

  constructor(private readonly work: (key: string) => Promise<void>) {}

  /** Runs `work(key)` after the delay; an earlier date wins. */
  add(key: string, delayMs = 0): void {
    if (this.stopped) {
      return;
    }
    const due = Date.now() + delayMs;
    const planned = this.timers.get(key);
    if (planned && planned.due <= due) {
      return;
    }
    clearTimeout(planned?.timer);
    const timer = setTimeout(() => {
      this.timers.delete(key);
      this.run(key, () => this.work(key));
    }, delayMs);
    timer.unref();
    this.timers.set(key, { due, timer });
  }

  /** Runs something else for a key, in turn with its work. */
  addTask(key: string, delayMs: number, task: () => Promise<void>): void {
    if (this.stopped) {
      return;
    }
    const timer = setTimeout(() => {
      this.tasks.delete(timer);
      this.chain(key, task);
    }, delayMs);
    timer.unref();
    this.tasks.add(timer);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.timers.forEach(({ timer }) => clearTimeout(timer));
    this.timers.clear();
    this.tasks.forEach(timer => clearTimeout(timer));
    this.tasks.clear();
    await Promise.all(this.running.values());
  }

  private run(key: string, work: () => Promise<void>): void {
    if (this.running.has(key)) {
      this.again.add(key);
      return;
    }
    this.chain(key, work);
  }

  private chain(key: string, work: () => Promise<void>): void {
    const before = this.running.get(key) ?? Promise.resolve();
    const current = before
      .then(() => (this.stopped ? undefined : work()))
      .catch(error =>
        process.emitWarning(
          error instanceof Error ? error : new Error(String(error)),
        ),
      )
      .then(() => {
        if (this.running.get(key) === current) {
          this.running.delete(key);
          if (this.again.delete(key)) {
            this.add(key);
          }
        }
      });
    this.running.set(key, current);
  }
}
