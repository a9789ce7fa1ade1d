import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { projectSlugAnnotation, sourceHostOf } from '@heal7/github-client';

/** How a catalog entity is found in the clusters and on GitHub. */
export interface ServiceEntry {
  entityRef: string;
  /** Its name in Kubernetes. */
  service: string;
  /** Labels of its objects when the entity says so itself. */
  labelSelector?: Record<string, string>;
  argocd: {
    appName?: string;
    appSelector?: Record<string, string>;
    appNamespace?: string;
  };
  /** `owner/name`. */
  projectSlug?: string;
  /** Host of the source code, with port. */
  sourceHost?: string;
}

export const kubernetesIdAnnotation = 'backstage.io/kubernetes-id';
export const labelSelectorAnnotation = 'backstage.io/kubernetes-label-selector';

/** `a=b,c==d`: the equality part of label selectors, which is what the annotations use. */
export function parseSelector(
  text: string | undefined,
): Record<string, string> | undefined {
  const pairs = (text ?? '').split(',').flatMap(part => {
    const [, key, value] =
      /^\s*([^=!\s]+)\s*={1,2}\s*([^=\s]+)\s*$/.exec(part) ?? [];
    return key && value ? [[key, value] as const] : [];
  });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

export const matchesSelector = (
  selector: Record<string, string>,
  labels: Record<string, string>,
): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** `undefined` when the entity has neither annotation by which Kubernetes objects are found. */
export function toServiceEntry(entity: Entity): ServiceEntry | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const labelSelector = parseSelector(annotations[labelSelectorAnnotation]);
  const id = annotations[kubernetesIdAnnotation];
  if (!id && !labelSelector) {
    return undefined;
  }
  const appSelector = parseSelector(annotations['argocd/app-selector']);
  const optional = {
    projectSlug: annotations[projectSlugAnnotation],
    sourceHost: sourceHostOf(entity),
  };
  return {
    entityRef: stringifyEntityRef(entity),
    service: id ?? entity.metadata.name,
    ...(labelSelector ? { labelSelector } : {}),
    argocd: {
      ...(annotations['argocd/app-name']
        ? { appName: annotations['argocd/app-name'] }
        : {}),
      ...(annotations['argocd/app-namespace']
        ? { appNamespace: annotations['argocd/app-namespace'] }
        : {}),
      ...(appSelector ? { appSelector } : {}),
    },
    ...Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value),
    ),
  };
}
