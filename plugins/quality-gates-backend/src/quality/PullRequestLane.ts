import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { OpenPullRequest } from '@heal7/backstage-plugin-quality-gates-common';
import type { PullRequestSource } from '@heal7/backstage-plugin-quality-gates-node';
import { withTimeout } from '../service/withTimeout';

/** What is known of the open pull requests; `error` when it could not be asked now: then the last good list is given. */
export interface PullRequestAnswer {
  items: OpenPullRequest[];
  error?: string;
}

interface Entry {
  answer: Promise<PullRequestAnswer>;
  until: number;
}

const keptMs = 30_000;
const timeoutMs = 5_000;
const mostEntries = 1_000;

/**
 * Open pull requests, asked once in 30 seconds however many look, and once for all who ask at the same time. A failure is
 * kept as long: a dead source costs its time-out once.
 */
export class PullRequestLane {
  readonly #sources: readonly PullRequestSource[];
  readonly #now: () => Date;
  readonly #timeoutMs: number;
  readonly #entries = new Map<string, Entry>();
  readonly #lastGood = new Map<string, OpenPullRequest[]>();

  constructor(options: {
    sources: readonly PullRequestSource[];
    now(): Date;
    /** Default: 5 seconds. */
    timeoutMs?: number;
  }) {
    this.#sources = options.sources;
    this.#now = options.now;
    this.#timeoutMs = options.timeoutMs ?? timeoutMs;
  }

  async list(entity: Entity): Promise<PullRequestAnswer> {
    const key = stringifyEntityRef(entity);
    const now = this.#now().getTime();
    const known = this.#entries.get(key);
    if (known && known.until > now) return known.answer;
    const entry = { answer: this.#ask(key, entity), until: now + keptMs };
    remember(this.#entries, key, entry);
    return entry.answer;
  }

  async #ask(key: string, entity: Entity): Promise<PullRequestAnswer> {
    try {
      const items = await withTimeout(
        this.#askSources(entity),
        this.#timeoutMs,
        'The source of pull requests',
      );
      remember(this.#lastGood, key, items);
      return { items };
    } catch (error) {
      return {
        items: this.#lastGood.get(key) ?? [],
        error: error instanceof Error ? error.message : String(error),
      };
    }
  }

  async #askSources(entity: Entity): Promise<OpenPullRequest[]> {
    for (const source of this.#sources) {
      const items = await source.listOpen(entity);
      if (items) return items;
    }
    return [];
  }
}

/** The oldest make room. */
function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= mostEntries) return;
    map.delete(oldest);
  }
}
