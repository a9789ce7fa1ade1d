import { InputError } from '@backstage/errors';
import { GateState, gateStates } from '../cluster-addons/api-gate';
import { objectOf } from '../kubernetes/store/json';
import { Outage, outages } from '../prometheus';
import { oneOf } from './release-request';

export const clusterNames = ['heal7-dev', 'heal7-prod'] as const;
export type ClusterName = (typeof clusterNames)[number];

/** What is broken on purpose. */
export interface FaultState {
  clusters: Record<ClusterName, GateState>;
  prometheus: Outage;
}

export interface FaultChange {
  clusters: Partial<Record<ClusterName, GateState>>;
  prometheus?: Outage;
}

/**
 * `{ "clusters": { "heal7-prod": "refuse" }, "prometheus": "error" }`; what is not mentioned stays as it is. `{ "heal": true }`
 * mends everything.
 */
export function parseFaultChange(value: unknown): FaultChange {
  const body = objectOf(value);
  const unknown = Object.keys(body).filter(
    key => !['clusters', 'prometheus', 'heal'].includes(key),
  );
  if (unknown.length > 0) {
    throw new InputError(
      `unknown: ${unknown.join(', ')}; possible: clusters, prometheus, heal`,
    );
  }
  if (body.heal === true) {
    return {
      clusters: { 'heal7-dev': 'open', 'heal7-prod': 'open' },
      prometheus: 'none',
    };
  }
  const clusters: FaultChange['clusters'] = {};
  for (const [name, state] of Object.entries(objectOf(body.clusters))) {
    clusters[oneOf('cluster', clusterNames, name)] = oneOf(
      name,
      gateStates,
      state,
    );
  }
  return {
    clusters,
    prometheus:
      body.prometheus === undefined
        ? undefined
        : oneOf('prometheus', outages, body.prometheus),
  };
}
