import { objectsOf, stringOf } from '../store/json';
import { ageColumn, column, fieldColumn } from './columns';
import { TableColumn } from './resource-kind';

/** As Flagger's CRD declares them. */
export const canaryColumns: readonly TableColumn[] = [
  fieldColumn('Status', 'status.phase'),
  fieldColumn('Weight', 'status.canaryWeight'),
  fieldColumn('Suspended', 'spec.suspend', 1),
  fieldColumn('FailedChecks', 'status.failedChecks', 1),
  fieldColumn('Interval', 'spec.analysis.interval', 1),
  fieldColumn('StepWeight', 'spec.analysis.stepWeight', 1),
  fieldColumn('MaxWeight', 'spec.analysis.maxWeight', 1),
  fieldColumn('LastTransitionTime', 'status.lastTransitionTime'),
];

/** As Argo CD's CRD declares them. */
export const applicationColumns: readonly TableColumn[] = [
  fieldColumn('Sync Status', 'status.sync.status'),
  fieldColumn('Health Status', 'status.health.status'),
  fieldColumn('Revision', 'status.sync.revision', 1),
  fieldColumn('Project', 'spec.project', 1),
];

export const virtualServiceColumns: readonly TableColumn[] = [
  fieldColumn('Gateways', 'spec.gateways'),
  fieldColumn('Hosts', 'spec.hosts'),
  ageColumn,
];

export const destinationRuleColumns: readonly TableColumn[] = [
  fieldColumn('Host', 'spec.host'),
  ageColumn,
];

const readyCondition = (field: 'status' | 'reason') =>
  column(field === 'status' ? 'Ready' : 'Status', object => {
    const ready = objectsOf(object.status?.conditions).find(
      ({ type }) => type === 'Ready',
    );
    return stringOf(ready?.[field]) ?? '';
  });

export const externalSecretColumns: readonly TableColumn[] = [
  fieldColumn('StoreType', 'spec.secretStoreRef.kind'),
  fieldColumn('Store', 'spec.secretStoreRef.name'),
  fieldColumn('Refresh Interval', 'spec.refreshInterval'),
  readyCondition('reason'),
  readyCondition('status'),
];

export const secretStoreColumns: readonly TableColumn[] = [
  ageColumn,
  readyCondition('reason'),
  readyCondition('status'),
];
