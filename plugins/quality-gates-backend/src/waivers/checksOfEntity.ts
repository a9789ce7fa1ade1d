import {
  serviceKinds,
  type Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Gates } from '../gates/createGates';
import type { EntityLoader } from '../service/EntityLoader';
import { serviceKindOf } from '../service/serviceKindOf';

/**
 * Ids of the checks an entity is held to: those of the gates of its kind, and what its team has put in. Whether a service is
 * a backend or a compute service is told by its CI, not by the catalog: either gate counts.
 */
export function checksOfEntity(options: {
  store: { getCurrent(entityRef: string): Promise<Evaluation | undefined> };
  gates: Gates;
  loadEntity: EntityLoader;
  frontendTypes: readonly string[];
}): (entityRef: string) => Promise<ReadonlySet<string>> {
  const { frontendTypes, gates, loadEntity, store } = options;
  return async entityRef => {
    const entity = await loadEntity(entityRef);
    const kinds = new Set(
      serviceKinds.map(kind => serviceKindOf(entity, kind, frontendTypes)),
    );
    const current = await store.getCurrent(entityRef);
    return new Set([
      ...[...kinds].flatMap(kind => gates.of(kind).checks.map(({ id }) => id)),
      ...(current?.checks.map(({ id }) => id) ?? []),
    ]);
  };
}
