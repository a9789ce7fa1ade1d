import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ServiceEntry,
  kubernetesIdAnnotation,
  labelSelectorAnnotation,
  toServiceEntry,
} from './service-entry';

const pageSize = 200;
const refreshMs = 30_000;

/** Which catalog entities run in the clusters: a list kept in memory, read again from time to time and for a new entity. */
export class ServiceDirectory {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #entries = new Map<string, ServiceEntry>();
  readonly #listeners = new Set<(entries: ServiceEntry[]) => void>();
  #refreshedAt: Date | undefined;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  list(): ServiceEntry[] {
    return [...this.#entries.values()];
  }

  get(entityRef: string): ServiceEntry | undefined {
    return this.#entries.get(entityRef);
  }

  /** The known entry, else what the catalog says. */
  async find(entityRef: string): Promise<ServiceEntry | undefined> {
    const known = this.#entries.get(entityRef);
    if (known) {
      return known;
    }
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials,
    });
    return entity && this.learn(entity);
  }

  /** Told which entries are new or differ. Returns the function that stops it. */
  onChange(listener: (changed: ServiceEntry[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes over what was just read of one entity. */
  learn(entity: Entity): ServiceEntry | undefined {
    const entry = toServiceEntry(entity);
    if (entry) {
      this.#apply([entry]);
    }
    return entry;
  }

  /** Reads the list again when it is old, or was never read. */
  async refreshWhenDue(now: Date): Promise<void> {
    const age = this.#refreshedAt
      ? now.getTime() - this.#refreshedAt.getTime()
      : Infinity;
    if (age >= refreshMs && (await this.refresh())) {
      this.#refreshedAt = now;
    }
  }

  /** Reads the list again; answers whether it could; keeps the old one when the catalog does not answer. */
  async refresh(): Promise<boolean> {
    try {
      const entries = await this.#read();
      const refs = new Set(entries.map(({ entityRef }) => entityRef));
      for (const known of [...this.#entries.keys()]) {
        if (!refs.has(known)) {
          this.#entries.delete(known);
        }
      }
      this.#apply(entries);
      return true;
    } catch (error) {
      this.#logger.warn(
        `The catalog does not answer, keeping the known services: ${error}`,
      );
      return false;
    }
  }

  async #read(): Promise<ServiceEntry[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const found = new Map<string, ServiceEntry>();
    for (const annotation of [
      kubernetesIdAnnotation,
      labelSelectorAnnotation,
    ]) {
      let cursor: string | undefined;
      do {
        const page = await this.#catalog.queryEntities(
          cursor
            ? { cursor, limit: pageSize }
            : {
                filter: {
                  [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
                },
                fields: ['kind', 'metadata'],
                limit: pageSize,
              },
          { credentials },
        );
        for (const entity of page.items) {
          const entry = toServiceEntry(entity);
          if (entry) {
            found.set(entry.entityRef, entry);
          }
        }
        cursor = page.pageInfo.nextCursor;
      } while (cursor);
    }
    return [...found.values()];
  }

  #apply(entries: ServiceEntry[]) {
    const changed = entries.filter(
      entry =>
        JSON.stringify(this.#entries.get(entry.entityRef)) !==
        JSON.stringify(entry),
    );
    changed.forEach(entry => this.#entries.set(entry.entityRef, entry));
    if (changed.length > 0) {
      this.#listeners.forEach(listener => listener(changed));
    }
  }
}
