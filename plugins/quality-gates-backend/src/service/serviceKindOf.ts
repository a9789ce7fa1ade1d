import type { Entity } from '@backstage/catalog-model';
import {
  isServiceKind,
  type ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';

/**
 * Which checks apply to an entity. The catalog decides between frontend and the rest, not the pusher: otherwise a service
 * could choose the gate that is easier to pass.
 */
export function serviceKindOf(
  entity: Entity,
  claimed: string | undefined,
  frontendTypes: readonly string[],
): ServiceKind {
  const type = String(entity.spec?.type ?? '').toLowerCase();
  if (frontendTypes.includes(type)) return 'frontend';
  return isServiceKind(claimed) && claimed !== 'frontend' ? claimed : 'backend';
}
