import { EnvironmentConfig } from '../config/delivery-config';
import { KubernetesObject } from '../clusters/cluster-client';
import { stringAt } from '../json/read-json';
import {
  ServiceEntry,
  kubernetesIdAnnotation,
  matchesSelector,
} from '../service/service-entry';

/** Labels by which the objects of one service are commonly told. */
const nameLabels = [
  kubernetesIdAnnotation,
  'heal7.io/service',
  'app',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
];

/**
 * Whether a change of the object may change what is shown of the service. Too often is harmless (the facts are compared
 * before anything is stored), too seldom is not.
 */
export function mayConcern(
  entry: ServiceEntry,
  { metadata, raw }: KubernetesObject,
): boolean {
  const { service, argocd } = entry;
  const names = [service, `${service}-primary`, `${service}-canary`];
  const said = [
    metadata.name,
    ...nameLabels.map(label => metadata.labels[label]),
    ...metadata.ownerReferences.map(({ name }) => name),
    stringAt(raw, 'spec', 'targetRef', 'name'),
    stringAt(raw, 'involvedObject', 'name'),
  ];
  const selectors = [entry.labelSelector, argocd.appSelector];
  return (
    said.some(name => name !== undefined && names.includes(name)) ||
    metadata.name === argocd.appName ||
    metadata.name.startsWith(`${service}-`) ||
    selectors.some(
      selector =>
        selector !== undefined && matchesSelector(selector, metadata.labels),
    )
  );
}

/** Whether a Deployment belongs to the service. */
export function isWorkloadOf(
  entry: ServiceEntry,
  { metadata }: KubernetesObject,
): boolean {
  return (
    metadata.labels[kubernetesIdAnnotation] === entry.service ||
    (entry.labelSelector !== undefined &&
      matchesSelector(entry.labelSelector, metadata.labels)) ||
    (metadata.labels[kubernetesIdAnnotation] === undefined &&
      metadata.name === entry.service)
  );
}

/**
 * The Application of the service in an environment. Two Argo CD instances can hold one of the same name; the caller gives
 * those of the right instance.
 */
export function findApplication(
  entry: ServiceEntry,
  environment: EnvironmentConfig,
  namespace: string,
  applications: KubernetesObject[],
): KubernetesObject | undefined {
  const { appName, appNamespace, appSelector } = entry.argocd;
  const belongs = ({ metadata }: KubernetesObject) => {
    if (appNamespace && metadata.namespace !== appNamespace) {
      return false;
    }
    if (appName || appSelector) {
      return (
        metadata.name === appName ||
        (appSelector !== undefined &&
          matchesSelector(appSelector, metadata.labels))
      );
    }
    return (
      metadata.labels[kubernetesIdAnnotation] === entry.service ||
      metadata.labels['heal7.io/service'] === entry.service ||
      metadata.name === `${entry.service}-${environment.name}` ||
      metadata.name === entry.service
    );
  };
  return applications
    .filter(belongs)
    .filter(({ metadata, raw }) => {
      const label = metadata.labels['heal7.io/environment'];
      return (
        (label === undefined || label === environment.name) &&
        stringAt(raw, 'spec', 'destination', 'namespace') === namespace
      );
    })
    .sort((a, b) => a.metadata.name.localeCompare(b.metadata.name))[0];
}
