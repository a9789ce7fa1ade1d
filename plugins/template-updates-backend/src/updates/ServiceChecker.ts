import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { RecordFinder } from '../records/RecordFinder';
import type { GithubPullRequests } from '../repositories/GithubPullRequests';
import type { ServiceStore, StoredService } from '../store/ServiceStore';
import { templateRefOf } from './templateRefOf';

/** Looks which template and version a service is on, and which of its pull requests are still open. */
export class ServiceChecker {
  readonly #options: {
    store: Pick<ServiceStore, 'get' | 'save' | 'remove'>;
    records: Pick<RecordFinder, 'find'>;
    pullRequests: Pick<GithubPullRequests, 'isOpen'>;
    now(): Date;
  };

  constructor(options: {
    store: Pick<ServiceStore, 'get' | 'save' | 'remove'>;
    records: Pick<RecordFinder, 'find'>;
    pullRequests: Pick<GithubPullRequests, 'isOpen'>;
    now(): Date;
  }) {
    this.#options = options;
  }

  /** `undefined`: it was not made from a template. A source that does not answer costs a problem, never the row. */
  async check(entity: Entity): Promise<StoredService | undefined> {
    const { store, records, now } = this.#options;
    const entityRef = stringifyEntityRef(entity).toLocaleLowerCase('en-US');
    const known = await store.get(entityRef);
    const owner = ownerOf(entity);
    const base = {
      entityRef,
      ...(owner === undefined ? {} : { owner }),
      checkedAt: now().toISOString(),
    };
    try {
      const found = await records.find(entity);
      if (!found) {
        if (known) await store.remove(entityRef);
        return undefined;
      }
      const { record } = found;
      const service: StoredService = {
        ...base,
        templateRef: templateRefOf(record),
        version: record.version,
        pullRequests: await this.#stillOpen(known, record.version),
      };
      await store.save(service);
      return service;
    } catch (error) {
      if (!known) throw error;
      const service: StoredService = {
        ...known,
        ...base,
        problem: error instanceof Error ? error.message : String(error),
      };
      await store.save(service);
      return service;
    }
  }

  async #stillOpen(known: StoredService | undefined, version: string) {
    const open = [];
    for (const pull of known?.pullRequests ?? []) {
      const isOpen =
        pull.version !== version &&
        (await this.#options.pullRequests.isOpen(pull.repoUrl, pull.number));
      if (isOpen) open.push(pull);
    }
    return open;
  }
}

function ownerOf(entity: Entity): string | undefined {
  const owner = entity.spec?.owner;
  return typeof owner === 'string'
    ? stringifyEntityRef(
        parseEntityRef(owner, { defaultKind: 'group' }),
      ).toLocaleLowerCase('en-US')
    : undefined;
}
