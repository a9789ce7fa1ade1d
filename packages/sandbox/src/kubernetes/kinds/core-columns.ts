import { KubeObject } from '../object-store';
import { objectOf, objectsOf, stringOf } from '../store/json';
import {
  ageColumn,
  ageSince,
  column,
  countAt,
  fieldAt,
  labelText,
  NONE,
} from './columns';
import { TableColumn } from './resource-kind';

export const podColumns: readonly TableColumn[] = [
  column('Ready', pod => {
    const statuses = containerStatuses(pod);
    const wanted = objectsOf(pod.spec?.containers).length;
    return `${statuses.filter(it => it.ready === true).length}/${wanted}`;
  }),
  column('Status', podStatusText),
  column('Restarts', pod =>
    containerStatuses(pod).reduce(
      (sum, it) => sum + Number(it.restartCount ?? 0),
      0,
    ),
  ),
  ageColumn,
  column('IP', pod => stringOf(pod.status?.podIP) ?? NONE, 1),
  column('Node', pod => stringOf(pod.spec?.nodeName) ?? NONE, 1),
  column('Nominated Node', () => NONE, 1),
  column('Readiness Gates', () => NONE, 1),
];

/** The reason a container waits or ended for says more than the phase; so kubectl prints it. */
export function podStatusText(pod: KubeObject): string {
  if (pod.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  const states = containerStatuses(pod).map(it => objectOf(it.state));
  const reasons = states.map(
    state =>
      stringOf(objectOf(state.waiting).reason) ??
      stringOf(objectOf(state.terminated).reason),
  );
  return (
    reasons.find(reason => reason !== undefined) ??
    stringOf(pod.status?.reason) ??
    stringOf(pod.status?.phase) ??
    'Unknown'
  );
}

function containerStatuses(pod: KubeObject) {
  return objectsOf(pod.status?.containerStatuses);
}

export const serviceColumns: readonly TableColumn[] = [
  column('Type', it => stringOf(it.spec?.type) ?? 'ClusterIP'),
  column('Cluster-IP', it => stringOf(it.spec?.clusterIP) ?? NONE),
  column('External-IP', () => NONE),
  column(
    'Port(s)',
    it =>
      objectsOf(it.spec?.ports)
        .map(({ port, protocol }) => `${port}/${protocol ?? 'TCP'}`)
        .join(',') || NONE,
  ),
  ageColumn,
  column('Selector', it => labelText(it.spec?.selector), 1),
];

export const eventColumns: readonly TableColumn[] = [
  column('Last Seen', (it, now) => ageSince(it.lastTimestamp, now)),
  column('Type', it => String(it.type ?? '')),
  column('Reason', it => String(it.reason ?? '')),
  column('Object', it => {
    const about = objectOf(it.involvedObject);
    return `${String(about.kind ?? '').toLowerCase()}/${about.name}`;
  }),
  column('Source', it => String(objectOf(it.source).component ?? ''), 1),
  column('Message', it => String(it.message ?? '')),
  column('First Seen', (it, now) => ageSince(it.firstTimestamp, now), 1),
  column('Count', it => Number(it.count ?? 1), 1),
];

export const nodeColumns: readonly TableColumn[] = [
  column('Status', it =>
    objectsOf(it.status?.conditions).some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    )
      ? 'Ready'
      : 'NotReady',
  ),
  column(
    'Roles',
    it =>
      Object.keys(it.metadata.labels ?? {})
        .filter(label => label.startsWith('node-role.kubernetes.io/'))
        .map(label => label.split('/')[1])
        .join(',') || NONE,
  ),
  ageColumn,
  column('Version', it =>
    String(fieldAt(it, 'status.nodeInfo.kubeletVersion') ?? ''),
  ),
];

export const namespaceColumns: readonly TableColumn[] = [
  column('Status', it => stringOf(it.status?.phase) ?? 'Active'),
  ageColumn,
];

const dataColumn = column('Data', it => Object.keys(objectOf(it.data)).length);

export const configMapColumns: readonly TableColumn[] = [dataColumn, ageColumn];

export const secretColumns: readonly TableColumn[] = [
  column('Type', it => String(it.type ?? 'Opaque')),
  dataColumn,
  ageColumn,
];

export const claimColumns: readonly TableColumn[] = [
  column('Status', it => stringOf(it.status?.phase) ?? 'Pending'),
  column('Volume', it => stringOf(it.spec?.volumeName) ?? ''),
  column('Capacity', it =>
    String(fieldAt(it, 'status.capacity.storage') ?? ''),
  ),
  column('StorageClass', it => stringOf(it.spec?.storageClassName) ?? ''),
  ageColumn,
];

export const customResourceDefinitionColumns: readonly TableColumn[] = [
  column('Created At', it => String(it.metadata.creationTimestamp ?? '')),
];

export function readyOf(object: KubeObject): string {
  return `${countAt(object, 'status.readyReplicas')}/${countAt(
    object,
    'spec.replicas',
  )}`;
}
