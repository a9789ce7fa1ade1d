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

/** The next requests like this one fail. */
export interface GithubFault {
  method: string;
  /** A regular expression for the path, e.g. `/environments/`. */
  path: string;
  status: number;
  times: number;
}

export interface FaultChange {
  clusters: Partial<Record<ClusterName, GateState>>;
  prometheus?: Outage;
  /** `none` takes back what was not used up. */
  github?: GithubFault | 'none';
}

/**
 * `{ "clusters": { "heal7-prod": "refuse" }, "prometheus": "error" }`; what is not mentioned stays as it is.
 * `{ "github": { "method": "PUT", "path": "/environments/", "status": 502, "times": 1 } }` fails the next requests like
 * that. `{ "heal": true }` mends everything.
 */
export function parseFaultChange(value: unknown): FaultChange {
  const body = objectOf(value);
  const unknown = Object.keys(body).filter(
    key => !['clusters', 'prometheus', 'github', 'heal'].includes(key),
  );
  if (unknown.length > 0) {
    throw new InputError(
      `unknown: ${unknown.join(
        ', ',
      )}; possible: clusters, prometheus, github, heal`,
    );
  }
  if (body.heal === true) {
    return {
      clusters: { 'heal7-dev': 'open', 'heal7-prod': 'open' },
      prometheus: 'none',
      github: 'none',
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
    ...(body.github === undefined
      ? {}
      : { github: parseGithubFault(objectOf(body.github)) }),
  };
}

function parseGithubFault(fault: Record<string, unknown>): GithubFault {
  const { method, path, status, times = 1 } = fault;
  if (
    typeof method !== 'string' ||
    typeof path !== 'string' ||
    !isNumberBetween(status, 400, 599) ||
    !isNumberBetween(times, 1, 1000)
  ) {
    throw new InputError(
      'github: method and path are texts, status is 400 to 599, times 1 to 1000',
    );
  }
  try {
    RegExp(path);
  } catch {
    throw new InputError(`github: ${path} is no regular expression`);
  }
  return { method, path, status, times };
}

function isNumberBetween(
  value: unknown,
  least: number,
  most: number,
): value is number {
  return (
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
  );
}
