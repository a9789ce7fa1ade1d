import {
  getEntitySourceLocation,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  parseTemplateRecord,
  templateRecordPath,
  type TemplateRecord,
} from '@heal7/backstage-plugin-template-updates-common';
import type { GithubPullRequests } from '../repositories/GithubPullRequests';
import type { GithubRepositories } from '../repositories/GithubRepositories';
import type { ServiceStore, StoredService } from '../store/ServiceStore';

/** The annotation that says which repository an entity has. */
export const projectSlugAnnotation = 'github.com/project-slug';

/** Looks which template and version a service is on, and which of its pull requests are still open. */
export class ServiceChecker {
  readonly #options: {
    store: Pick<ServiceStore, 'get' | 'save' | 'remove'>;
    repositories: Pick<GithubRepositories, 'readText'>;
    pullRequests: Pick<GithubPullRequests, 'isOpen'>;
    defaultHost: string;
    now(): Date;
  };

  constructor(options: {
    store: Pick<ServiceStore, 'get' | 'save' | 'remove'>;
    repositories: Pick<GithubRepositories, 'readText'>;
    pullRequests: Pick<GithubPullRequests, 'isOpen'>;
    /** Where repositories live whose entity does not say, e.g. `https://github.com`. */
    defaultHost: string;
    now(): Date;
  }) {
    this.#options = options;
  }

  /** `undefined`: it was not made from a template. A source that does not answer costs a problem, never the row. */
  async check(entity: Entity): Promise<StoredService | undefined> {
    const { store, now } = this.#options;
    const entityRef = stringifyEntityRef(entity).toLocaleLowerCase('en-US');
    const known = await store.get(entityRef);
    const owner = ownerOf(entity);
    const base = {
      entityRef,
      ...(owner === undefined ? {} : { owner }),
      checkedAt: now().toISOString(),
    };
    try {
      const record = await this.readRecord(entity);
      if (!record) {
        if (known) await store.remove(entityRef);
        return undefined;
      }
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

  async readRecord(entity: Entity): Promise<TemplateRecord | undefined> {
    const repoUrl = this.repositoryUrl(entity);
    const text =
      repoUrl &&
      (await this.#options.repositories.readText(repoUrl, templateRecordPath));
    return text ? parseTemplateRecord(text) : undefined;
  }

  repositoryUrl(entity: Entity): string | undefined {
    const slug = entity.metadata.annotations?.[projectSlugAnnotation];
    if (!slug || !/^[^/\s]+\/[^/\s]+$/.test(slug)) return undefined;
    return `${originOf(entity) ?? this.#options.defaultHost}/${slug}`;
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

/** Entity ref of the template a record names; a bare name is one of the default namespace. */
export function templateRefOf(record: TemplateRecord): string {
  return stringifyEntityRef(
    parseEntityRef(record.template, { defaultKind: 'template' }),
  );
}

function ownerOf(entity: Entity): string | undefined {
  const owner = entity.spec?.owner;
  return typeof owner === 'string'
    ? stringifyEntityRef(
        parseEntityRef(owner, { defaultKind: 'group' }),
      ).toLocaleLowerCase('en-US')
    : undefined;
}

function originOf(entity: Entity): string | undefined {
  try {
    const { type, target } = getEntitySourceLocation(entity);
    return type === 'url' ? new URL(target).origin : undefined;
  } catch {
    return undefined;
  }
}
