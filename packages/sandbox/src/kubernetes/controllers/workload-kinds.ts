import { ObjectKind } from '../object-store';

export const podKind: ObjectKind = { apiVersion: 'v1', kind: 'Pod' };
export const nodeKind: ObjectKind = { apiVersion: 'v1', kind: 'Node' };
export const replicaSetKind: ObjectKind = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
};
export const deploymentKind: ObjectKind = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
};
export const autoscalerKind: ObjectKind = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
};

export const HASH_LABEL = 'pod-template-hash';
export const REVISION = 'deployment.kubernetes.io/revision';
