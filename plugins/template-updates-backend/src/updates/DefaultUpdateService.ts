import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ServiceTemplate,
  TemplateFleet,
  UpdatePreview,
} from '@heal7/backstage-plugin-template-updates-common';
import type { GithubPullRequests } from '../repositories/GithubPullRequests';
import { recordPathIn } from '../records/recordPaths';
import type {
  ServiceStore,
  StoredPullRequest,
  StoredService,
} from '../store/ServiceStore';
import type { TemplateArchive } from '../templates/TemplateArchive';
import { fleetOf } from './fleetOf';
import { pullRequestText } from './pullRequestText';
import type { ServiceChecker } from './ServiceChecker';
import { toServiceTemplate } from './toServiceTemplate';
import { previewOf } from './unifiedDiff';
import type { UpdatePlan, UpdatePlanner } from './UpdatePlanner';
import type { UpdateService } from './UpdateService';

/** The branch of every update; a newer version takes the place of an older one there. */
export const updateBranch = 'heal7/template-update';

export interface DefaultUpdateServiceOptions {
  store: Pick<ServiceStore, 'get' | 'save' | 'list'>;
  archive: Pick<TemplateArchive, 'versions'>;
  checker: Pick<ServiceChecker, 'check'>;
  planner: Pick<UpdatePlanner, 'plan'>;
  pullRequests: Pick<GithubPullRequests, 'propose'>;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  /** Web address of the portal. */
  portalUrl: string;
}

/** Asks nobody for permission: see `AuthorizedUpdateService`. */
export class DefaultUpdateService implements UpdateService {
  readonly #options: DefaultUpdateServiceOptions;

  constructor(options: DefaultUpdateServiceOptions) {
    this.#options = options;
  }

  async fleet(query: { owners?: string[] }): Promise<TemplateFleet> {
    const { store, archive } = this.#options;
    const services = await store.list();
    const owners = query.owners;
    return fleetOf(
      owners
        ? services.filter(({ owner }) => owner && owners.includes(owner))
        : services,
      await archive.versions(),
    );
  }

  async get(entityRef: string): Promise<ServiceTemplate> {
    const service = await this.#options.store.get(entityRef);
    if (!service) throw notFromTemplate(entityRef);
    return this.#view(service);
  }

  async check(entityRef: string): Promise<ServiceTemplate> {
    const entity = await this.#entity(entityRef);
    const service = await this.#options.checker.check(entity);
    if (!service) throw notFromTemplate(entityRef);
    return this.#view(service);
  }

  async preview(entityRef: string): Promise<UpdatePreview> {
    const plan = await this.#options.planner.plan(
      await this.#entity(entityRef),
    );
    return {
      entityRef: plan.entityRef,
      templateRef: plan.templateRef,
      fromVersion: plan.from,
      toVersion: plan.to,
      baseKnown: plan.baseKnown,
      targets: plan.targets.map(({ repository, merge }) => ({
        repositoryUrl: repository.url,
        files: merge.changes.map(change => previewOf(change, repository.files)),
        conflicts: merge.conflicts,
        skipped: merge.skipped,
      })),
    };
  }

  async propose(entityRef: string): Promise<ServiceTemplate> {
    const { store, checker, planner } = this.#options;
    const entity = await this.#entity(entityRef);
    const service = await checker.check(entity);
    if (!service) throw notFromTemplate(entityRef);
    const plan = await planner.plan(entity);
    let current: StoredService = service;
    for (const target of plan.targets) {
      const made = await this.#propose(plan, target, current);
      // Each is written down before the next is begun: what fails later loses nothing of what exists.
      current = {
        ...current,
        pullRequests: [
          ...current.pullRequests.filter(it => it.repoUrl !== made.repoUrl),
          made,
        ],
      };
      await store.save(current);
    }
    return this.#view(current);
  }

  async #propose(
    plan: UpdatePlan,
    { repository, merge }: UpdatePlan['targets'][number],
    service: StoredService,
  ): Promise<StoredPullRequest> {
    const { pullRequests, portalUrl } = this.#options;
    const before = service.pullRequests.find(
      it => it.repoUrl === repository.url,
    );
    const name = service.entityRef.split('/').at(-1);
    const isOwn = repository === plan.targets[0].repository && !plan.folder;
    const { number, url, commit } = await pullRequests.propose({
      repository,
      branch: `${updateBranch}-${name}`,
      draft: merge.conflicts.length > 0,
      changes: merge.changes,
      lastCommit: before?.commit,
      ...pullRequestText({
        template: plan.templateRef.split('/').at(-1) ?? plan.templateRef,
        from: plan.from,
        to: plan.to,
        merge,
        service: isOwn ? undefined : name,
        record: recordPathIn(plan.folder),
        portalUrl: `${portalUrl}/template-updates`,
      }),
    });
    return {
      number,
      url,
      commit,
      repoUrl: repository.url,
      version: plan.to,
      conflicts: merge.conflicts.length,
    };
  }

  async #entity(entityRef: string): Promise<Entity> {
    const { auth, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (!entity) throw new NotFoundError(`The catalog has no ${entityRef}`);
    return entity;
  }

  async #view(service: StoredService): Promise<ServiceTemplate> {
    const versions = await this.#options.archive.versions();
    return toServiceTemplate(service, versions.get(service.templateRef) ?? []);
  }
}

function notFromTemplate(entityRef: string): NotFoundError {
  return new NotFoundError(`${entityRef} was not made from a template`);
}
