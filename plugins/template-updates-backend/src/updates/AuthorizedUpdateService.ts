import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  templateUpdateCreatePermission,
  templateUpdateReadPermission,
  type ServiceTemplate,
  type TemplateFleet,
  type UpdatePreview,
} from '@heal7/backstage-plugin-template-updates-common';
import { countServices } from './countServices';
import type { CallerOptions, UpdateService } from './UpdateService';

/** Asks for permission on the entity, then delegates. Conditions of the catalog (owner, kind …) apply. */
export class AuthorizedUpdateService implements UpdateService {
  readonly #inner: UpdateService;
  readonly #permissions: PermissionsService;

  constructor(inner: UpdateService, permissions: PermissionsService) {
    this.#inner = inner;
    this.#permissions = permissions;
  }

  /** Only the services the caller may read, also in the counts; each with what the caller may do. */
  async fleet(
    query: { owners?: string[] },
    options: CallerOptions,
  ): Promise<TemplateFleet> {
    const fleet = await this.#inner.fleet(query, options);
    const refs = fleet.items.map(({ entityRef }) => entityRef);
    const readable = await this.#allowed(
      templateUpdateReadPermission,
      refs,
      options,
    );
    const items = fleet.items.filter(({ entityRef }) =>
      readable.has(entityRef),
    );
    const updatable = await this.#allowed(
      templateUpdateCreatePermission,
      items.map(({ entityRef }) => entityRef),
      options,
    );
    return {
      items: items.map(item => ({
        ...item,
        allowed: { propose: updatable.has(item.entityRef) },
      })),
      templates: countServices(fleet.templates, items),
    };
  }

  async get(
    entityRef: string,
    options: CallerOptions,
  ): Promise<ServiceTemplate> {
    await this.#require(templateUpdateReadPermission, entityRef, options);
    return this.#view(await this.#inner.get(entityRef, options), options);
  }

  async check(
    entityRef: string,
    options: CallerOptions,
  ): Promise<ServiceTemplate> {
    await this.#require(templateUpdateReadPermission, entityRef, options);
    return this.#view(await this.#inner.check(entityRef, options), options);
  }

  async preview(
    entityRef: string,
    options: CallerOptions,
  ): Promise<UpdatePreview> {
    await this.#require(templateUpdateReadPermission, entityRef, options);
    return this.#inner.preview(entityRef, options);
  }

  async propose(
    entityRef: string,
    options: CallerOptions,
  ): Promise<ServiceTemplate> {
    await this.#require(templateUpdateCreatePermission, entityRef, options);
    const service = await this.#inner.propose(entityRef, options);
    return { ...service, allowed: { propose: true } };
  }

  async #view(
    service: ServiceTemplate,
    options: CallerOptions,
  ): Promise<ServiceTemplate> {
    const allowed = await this.#allowed(
      templateUpdateCreatePermission,
      [service.entityRef],
      options,
    );
    return { ...service, allowed: { propose: allowed.size > 0 } };
  }

  async #require(
    permission: ResourcePermission,
    entityRef: string,
    options: CallerOptions,
  ): Promise<void> {
    const allowed = await this.#allowed(permission, [entityRef], options);
    if (allowed.size === 0) {
      throw new NotAllowedError(
        permission.attributes.action === 'read'
          ? `You may not see the template updates of ${entityRef}`
          : `You may not update ${entityRef}`,
      );
    }
  }

  /** Those of the entities for which the caller has the permission. */
  async #allowed(
    permission: ResourcePermission,
    entityRefs: readonly string[],
    { credentials }: CallerOptions,
  ): Promise<Set<string>> {
    const decisions = await this.#permissions.authorize(
      entityRefs.map(resourceRef => ({ permission, resourceRef })),
      { credentials },
    );
    return new Set(
      entityRefs.filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    );
  }
}
