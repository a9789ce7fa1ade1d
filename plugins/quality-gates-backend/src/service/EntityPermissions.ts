import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/** So many entities are asked about at once. */
const batch = 200;

/** Asks whether somebody may do something with an entity. Conditions of the catalog (owner, kind …) apply. */
export class EntityPermissions {
  readonly #permissions: PermissionsService;

  constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  /** `what`, e.g. "read the evaluations of", makes the sentence of the refusal. */
  async require(
    permission: ResourcePermission,
    entityRef: string,
    credentials: BackstageCredentials,
    what: string,
  ): Promise<void> {
    if (!(await this.may(permission, entityRef, credentials))) {
      throw new NotAllowedError(`You may not ${what} ${entityRef}`);
    }
  }

  async may(
    permission: ResourcePermission,
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize(
      [{ permission, resourceRef: entityRef }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** Which of these entities: asked once for all of them where the answer does not depend on the entity. */
  async allowed(
    permission: ResourcePermission,
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const general = await this.general(permission, credentials);
    if (general === 'all') return new Set(entityRefs);
    return general === 'none'
      ? new Set()
      : this.each(permission, entityRefs, credentials);
  }

  /** Whether it is all entities, none, or depends on the entity. */
  async general(
    permission: ResourcePermission,
    credentials: BackstageCredentials,
  ): Promise<'all' | 'none' | 'some'> {
    const [{ result }] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (result === AuthorizeResult.ALLOW) return 'all';
    return result === AuthorizeResult.DENY ? 'none' : 'some';
  }

  /** Which of these entities, asked in batches. */
  async each(
    permission: ResourcePermission,
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string>> {
    const found = new Set<string>();
    const distinct = [...new Set(entityRefs)];
    for (let start = 0; start < distinct.length; start += batch) {
      const refs = distinct.slice(start, start + batch);
      const decisions = await this.#permissions.authorize(
        refs.map(resourceRef => ({ permission, resourceRef })),
        { credentials },
      );
      refs.forEach((ref, index) => {
        if (decisions[index].result === AuthorizeResult.ALLOW) found.add(ref);
      });
    }
    return found;
  }
}
