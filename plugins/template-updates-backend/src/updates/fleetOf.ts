import semver from 'semver';
import type { TemplateFleet } from '@heal7/backstage-plugin-template-updates-common';
import type { StoredService } from '../store/ServiceStore';
import { countServices } from './countServices';
import { toServiceTemplate } from './toServiceTemplate';

const order = ['unknown', 'behind', 'proposed', 'current'];

/** Services × template versions: what is furthest behind first. */
export function fleetOf(
  services: readonly StoredService[],
  released: ReadonlyMap<string, readonly string[]>,
): TemplateFleet {
  const items = services
    .map(service =>
      toServiceTemplate(service, released.get(service.templateRef) ?? []),
    )
    .sort(
      (one, other) =>
        order.indexOf(one.state) - order.indexOf(other.state) ||
        (other.behind ?? 0) - (one.behind ?? 0) ||
        one.entityRef.localeCompare(other.entityRef),
    );
  const templates = [...released].map(([templateRef, versions]) => ({
    templateRef,
    title: templateRef.split('/').at(-1) ?? templateRef,
    versions: [...versions]
      .sort(semver.rcompare)
      .map(version => ({ version, services: 0 })),
  }));
  return { items, templates: countServices(templates, items) };
}
