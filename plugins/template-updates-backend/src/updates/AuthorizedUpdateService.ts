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
import type { CallerOptions, UpdateService } from './UpdateService';

/** Asks for permission on the entity, then delegates. Conditions of the catalog (owner, kind …) apply. */
export class AuthorizedUpdateService implements UpdateService {
  readonly #inner: UpdateService;
  readonly #permissions: PermissionsService;

  constructor(inner: UpdateService, permissions: PermissionsService) {
    this.#inner = inner;
    this.#permissions = permissions;
  }

  /** Only the services the caller may read. */
  async fleet(
    query: { owners?: string[] },
    options: CallerOptions,
  ): Promise<TemplateFleet> {
    const fleet = await this.#inner.fleet(query, options);
    const decisions = await this.#permissions.authorize(
      fleet.items.map(item => ({
        permission: templateUpdateReadPermission,
        resourceRef: item.entityRef,
      })),
      { credentials: options.credentials },
    );
    return {
      ...fleet,
      items: fleet.items.filter(
        (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
      ),
    };
  }

  async get(
    entityRef: string,
    options: CallerOptions,
  ): Promise<ServiceTemplate> {
    await this.#require(templateUpdateReadPermission, entityRef, options);
    return this.#inner.get(entityRef, options);
  }

  async check(
    entityRef: string,
    options: CallerOptions,
  ): Promise<ServiceTemplate> {
    await this.#require(templateUpdateReadPermission, entityRef, options);
    return this.#inner.check(entityRef, options);
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
    return this.#inner.propose(entityRef, options);
  }

  async #require(
    permission: ResourcePermission,
    resourceRef: string,
    { credentials }: CallerOptions,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        permission.attributes.action === 'read'
          ? `You may not see the template updates of ${resourceRef}`
          : `You may not update ${resourceRef}`,
      );
    }
  }
}
