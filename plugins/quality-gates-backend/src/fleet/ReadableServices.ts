import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  qualityGatesEvaluationReadPermission,
  type FleetRow,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { EntityPermissions } from '../service/EntityPermissions';

/** So long an answer about a caller and an entity counts for the fleet. */
const keptMs = 30_000;
const mostCallers = 1_000;

interface Remembered {
  until: number;
  asked: Set<string>;
  allowed: Set<string>;
}

/**
 * Which services of the fleet a caller may read. Where the policy decides by the entity it is asked in batches, and again
 * only for what it was not asked in the last half minute: a page that refreshes itself does not ask thousands of times.
 */
export class ReadableServices {
  readonly #permissions: EntityPermissions;
  readonly #now: () => Date;
  readonly #callers = new Map<string, Remembered>();

  constructor(permissions: EntityPermissions, now: () => Date) {
    this.#permissions = permissions;
    this.#now = now;
  }

  async of(
    rows: readonly FleetRow[],
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string> | 'all'> {
    const permission = qualityGatesEvaluationReadPermission;
    const general = await this.#permissions.general(permission, credentials);
    if (general === 'all') return 'all';
    if (general === 'none') return new Set();
    const known = this.#remembered(credentials);
    const open = rows
      .map(({ entityRef }) => entityRef)
      .filter(entityRef => !known.asked.has(entityRef));
    const allowed = await this.#permissions.each(permission, open, credentials);
    for (const entityRef of allowed) known.allowed.add(entityRef);
    for (const entityRef of open) known.asked.add(entityRef);
    return known.allowed;
  }

  #remembered(credentials: BackstageCredentials): Remembered {
    const caller = JSON.stringify(credentials.principal);
    const now = this.#now().getTime();
    const known = this.#callers.get(caller);
    if (known && known.until > now && known.until <= now + keptMs) return known;
    const fresh = {
      until: now + keptMs,
      asked: new Set<string>(),
      allowed: new Set<string>(),
    };
    if (this.#callers.size >= mostCallers) this.#callers.clear();
    this.#callers.set(caller, fresh);
    return fresh;
  }
}
