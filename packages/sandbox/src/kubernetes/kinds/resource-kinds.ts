import { ageColumn } from './columns';
import * as core from './core-columns';
import * as custom from './custom-columns';
import { ResourceKind } from './resource-kind';
import * as workload from './workload-columns';

type KindRow = Pick<ResourceKind, 'kind' | 'plural'> & Partial<ResourceKind>;

function inGroup(
  group: string,
  version: string,
  rows: KindRow[],
): ResourceKind[] {
  return rows.map(row => ({
    group,
    version,
    otherVersions: [],
    shortNames: [],
    namespaced: true,
    statusSubresource: true,
    scaleSubresource: false,
    columns: [ageColumn],
    ...row,
  }));
}

/** Every kind a sandbox cluster serves, in the order of `kubectl api-resources`. */
export const resourceKinds: readonly ResourceKind[] = [
  ...inGroup('', 'v1', [
    {
      kind: 'ConfigMap',
      plural: 'configmaps',
      shortNames: ['cm'],
      statusSubresource: false,
      columns: core.configMapColumns,
    },
    {
      kind: 'Event',
      plural: 'events',
      shortNames: ['ev'],
      statusSubresource: false,
      columns: core.eventColumns,
    },
    {
      kind: 'LimitRange',
      plural: 'limitranges',
      shortNames: ['limits'],
      statusSubresource: false,
    },
    {
      kind: 'Namespace',
      plural: 'namespaces',
      shortNames: ['ns'],
      namespaced: false,
      columns: core.namespaceColumns,
    },
    {
      kind: 'Node',
      plural: 'nodes',
      shortNames: ['no'],
      namespaced: false,
      columns: core.nodeColumns,
    },
    {
      kind: 'PersistentVolumeClaim',
      plural: 'persistentvolumeclaims',
      shortNames: ['pvc'],
      columns: core.claimColumns,
    },
    {
      kind: 'Pod',
      plural: 'pods',
      shortNames: ['po'],
      columns: core.podColumns,
    },
    { kind: 'ResourceQuota', plural: 'resourcequotas', shortNames: ['quota'] },
    {
      kind: 'Secret',
      plural: 'secrets',
      statusSubresource: false,
      columns: core.secretColumns,
    },
    {
      kind: 'ServiceAccount',
      plural: 'serviceaccounts',
      shortNames: ['sa'],
      statusSubresource: false,
    },
    {
      kind: 'Service',
      plural: 'services',
      shortNames: ['svc'],
      columns: core.serviceColumns,
    },
  ]),
  ...inGroup('apps', 'v1', [
    {
      kind: 'DaemonSet',
      plural: 'daemonsets',
      shortNames: ['ds'],
      columns: workload.daemonSetColumns,
    },
    {
      kind: 'Deployment',
      plural: 'deployments',
      shortNames: ['deploy'],
      scaleSubresource: true,
      columns: workload.deploymentColumns,
    },
    {
      kind: 'ReplicaSet',
      plural: 'replicasets',
      shortNames: ['rs'],
      scaleSubresource: true,
      columns: workload.replicaSetColumns,
    },
    {
      kind: 'StatefulSet',
      plural: 'statefulsets',
      shortNames: ['sts'],
      scaleSubresource: true,
      columns: workload.statefulSetColumns,
    },
  ]),
  ...inGroup('batch', 'v1', [
    {
      kind: 'CronJob',
      plural: 'cronjobs',
      shortNames: ['cj'],
      columns: workload.cronJobColumns,
    },
    { kind: 'Job', plural: 'jobs', columns: workload.jobColumns },
  ]),
  ...inGroup('autoscaling', 'v2', [
    {
      kind: 'HorizontalPodAutoscaler',
      plural: 'horizontalpodautoscalers',
      shortNames: ['hpa'],
      otherVersions: ['v1'],
      columns: workload.autoscalerColumns,
    },
  ]),
  ...inGroup('policy', 'v1', [
    {
      kind: 'PodDisruptionBudget',
      plural: 'poddisruptionbudgets',
      shortNames: ['pdb'],
      columns: workload.disruptionBudgetColumns,
    },
  ]),
  ...inGroup('networking.k8s.io', 'v1', [
    {
      kind: 'Ingress',
      plural: 'ingresses',
      shortNames: ['ing'],
      columns: workload.ingressColumns,
    },
    {
      kind: 'NetworkPolicy',
      plural: 'networkpolicies',
      shortNames: ['netpol'],
      statusSubresource: false,
    },
  ]),
  ...inGroup('rbac.authorization.k8s.io', 'v1', [
    {
      kind: 'ClusterRole',
      plural: 'clusterroles',
      namespaced: false,
      statusSubresource: false,
    },
    {
      kind: 'ClusterRoleBinding',
      plural: 'clusterrolebindings',
      namespaced: false,
      statusSubresource: false,
    },
    { kind: 'Role', plural: 'roles', statusSubresource: false },
    { kind: 'RoleBinding', plural: 'rolebindings', statusSubresource: false },
  ]),
  ...inGroup('apiextensions.k8s.io', 'v1', [
    {
      kind: 'CustomResourceDefinition',
      plural: 'customresourcedefinitions',
      shortNames: ['crd', 'crds'],
      namespaced: false,
      columns: core.customResourceDefinitionColumns,
    },
  ]),
  ...inGroup('networking.istio.io', 'v1', [
    {
      kind: 'DestinationRule',
      plural: 'destinationrules',
      shortNames: ['dr'],
      otherVersions: ['v1beta1'],
      columns: custom.destinationRuleColumns,
    },
    {
      kind: 'Gateway',
      plural: 'gateways',
      shortNames: ['gw'],
      otherVersions: ['v1beta1'],
    },
    {
      kind: 'VirtualService',
      plural: 'virtualservices',
      shortNames: ['vs'],
      otherVersions: ['v1beta1'],
      columns: custom.virtualServiceColumns,
    },
  ]),
  ...inGroup('flagger.app', 'v1beta1', [
    { kind: 'AlertProvider', plural: 'alertproviders' },
    { kind: 'Canary', plural: 'canaries', columns: custom.canaryColumns },
    { kind: 'MetricTemplate', plural: 'metrictemplates' },
  ]),
  // Argo CD writes `status` and `operation` on the object itself: its CRDs have no status sub-resource.
  ...inGroup('argoproj.io', 'v1alpha1', [
    {
      kind: 'Application',
      plural: 'applications',
      shortNames: ['app', 'apps'],
      statusSubresource: false,
      columns: custom.applicationColumns,
    },
    {
      kind: 'ApplicationSet',
      plural: 'applicationsets',
      shortNames: ['appset', 'appsets'],
    },
    {
      kind: 'AppProject',
      plural: 'appprojects',
      shortNames: ['appproj', 'appprojs'],
      statusSubresource: false,
    },
  ]),
  ...inGroup('external-secrets.io', 'v1', [
    {
      kind: 'ExternalSecret',
      plural: 'externalsecrets',
      shortNames: ['es'],
      otherVersions: ['v1beta1'],
      columns: custom.externalSecretColumns,
    },
    {
      kind: 'SecretStore',
      plural: 'secretstores',
      shortNames: ['ss'],
      otherVersions: ['v1beta1'],
      columns: custom.secretStoreColumns,
    },
  ]),
  ...inGroup('monitoring.coreos.com', 'v1', [
    { kind: 'PodMonitor', plural: 'podmonitors', shortNames: ['pmon'] },
    {
      kind: 'PrometheusRule',
      plural: 'prometheusrules',
      shortNames: ['promrule'],
    },
    { kind: 'ServiceMonitor', plural: 'servicemonitors', shortNames: ['smon'] },
  ]),
];

/** Groups whose Go types give strategic merge patches a meaning; custom resources have none (415). */
export const builtInGroups: readonly string[] = [
  '',
  'apps',
  'batch',
  'autoscaling',
  'policy',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
];

export function findKindByPlural(
  group: string,
  version: string,
  plural: string,
): ResourceKind | undefined {
  return resourceKinds.find(
    it =>
      it.group === group &&
      it.plural === plural &&
      (it.version === version || it.otherVersions.includes(version)),
  );
}
