import { objectOf, objectsOf, stringOf } from '../store/json';
import {
  ageColumn,
  ageSince,
  column,
  countAt,
  fieldAt,
  NONE,
  templateColumns,
} from './columns';
import { readyOf } from './core-columns';
import { TableColumn } from './resource-kind';

export const deploymentColumns: readonly TableColumn[] = [
  column('Ready', readyOf),
  column('Up-to-date', it => countAt(it, 'status.updatedReplicas')),
  column('Available', it => countAt(it, 'status.availableReplicas')),
  ageColumn,
  ...templateColumns,
];

export const replicaSetColumns: readonly TableColumn[] = [
  column('Desired', it => countAt(it, 'spec.replicas')),
  column('Current', it => countAt(it, 'status.replicas')),
  column('Ready', it => countAt(it, 'status.readyReplicas')),
  ageColumn,
  ...templateColumns,
];

export const statefulSetColumns: readonly TableColumn[] = [
  column('Ready', readyOf),
  ageColumn,
  ...templateColumns.slice(0, 2),
];

export const daemonSetColumns: readonly TableColumn[] = [
  column('Desired', it => countAt(it, 'status.desiredNumberScheduled')),
  column('Current', it => countAt(it, 'status.currentNumberScheduled')),
  column('Ready', it => countAt(it, 'status.numberReady')),
  ageColumn,
  ...templateColumns,
];

export const jobColumns: readonly TableColumn[] = [
  column('Status', it => {
    const ended = objectsOf(it.status?.conditions).find(
      ({ status }) => status === 'True',
    );
    return stringOf(ended?.type) ?? 'Running';
  }),
  column(
    'Completions',
    it => `${countAt(it, 'status.succeeded')}/${it.spec?.completions ?? 1}`,
  ),
  ageColumn,
];

export const cronJobColumns: readonly TableColumn[] = [
  column('Schedule', it => String(it.spec?.schedule ?? '')),
  column('Timezone', it => stringOf(it.spec?.timeZone) ?? NONE),
  column('Suspend', it => (it.spec?.suspend === true ? 'True' : 'False')),
  column('Active', it => objectsOf(it.status?.active).length),
  column('Last Schedule', (it, now) =>
    it.status?.lastScheduleTime
      ? ageSince(it.status.lastScheduleTime, now)
      : NONE,
  ),
  ageColumn,
];

export const autoscalerColumns: readonly TableColumn[] = [
  column(
    'Reference',
    it =>
      `${fieldAt(it, 'spec.scaleTargetRef.kind')}/${fieldAt(
        it,
        'spec.scaleTargetRef.name',
      )}`,
  ),
  column(
    'Targets',
    it =>
      objectsOf(it.spec?.metrics)
        .map(metric => {
          const { name, target } = objectOf(metric.resource);
          return `${name}: <unknown>/${
            objectOf(target).averageUtilization ?? '?'
          }%`;
        })
        .join(', ') || NONE,
  ),
  column('MinPods', it => countAt(it, 'spec.minReplicas')),
  column('MaxPods', it => countAt(it, 'spec.maxReplicas')),
  column('Replicas', it => countAt(it, 'status.currentReplicas')),
  ageColumn,
];

export const disruptionBudgetColumns: readonly TableColumn[] = [
  column('Min Available', it => String(it.spec?.minAvailable ?? 'N/A')),
  column('Max Unavailable', it => String(it.spec?.maxUnavailable ?? 'N/A')),
  column('Allowed Disruptions', it => countAt(it, 'status.disruptionsAllowed')),
  ageColumn,
];

export const ingressColumns: readonly TableColumn[] = [
  column('Class', it => stringOf(it.spec?.ingressClassName) ?? NONE),
  column(
    'Hosts',
    it =>
      objectsOf(it.spec?.rules)
        .map(rule => rule.host ?? '*')
        .join(',') || '*',
  ),
  column('Address', () => ''),
  column('Ports', it => (objectsOf(it.spec?.tls).length ? '80, 443' : '80')),
  ageColumn,
];
