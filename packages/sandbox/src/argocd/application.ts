import { InputError } from '@backstage/errors';
import { KubeObject } from '../kubernetes/object-store';
import {
  JsonObject,
  numberOf,
  objectOf,
  objectsOf,
  stringOf,
} from '../kubernetes/store/json';

export const applicationKind = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
};
export const RESOURCES_FINALIZER = 'resources-finalizer.argocd.argoproj.io';
export const REFRESH_ANNOTATION = 'argocd.argoproj.io/refresh';

export interface ApplicationSource {
  repoURL: string;
  targetRevision: string;
  path: string;
  releaseName?: string;
  valueFiles: string[];
  recurse: boolean;
  /** As written in the spec: what history and status show. */
  raw: JsonObject;
}

export interface IgnoredDifference {
  group: string;
  kind: string;
  name?: string;
  namespace?: string;
  jsonPointers: string[];
}

export interface RetryPolicy {
  limit: number;
  durationMs: number;
  factor: number;
  maxDurationMs: number;
}

/** What the controller reads from an Application's spec, with Argo CD's defaults. */
export interface ApplicationDefinition {
  name: string;
  namespace: string;
  project: string;
  source: ApplicationSource;
  destination: { raw: JsonObject; namespace: string };
  automated?: { prune: boolean; selfHeal: boolean; allowEmpty: boolean };
  syncOptions: string[];
  retry: RetryPolicy;
  ignoreDifferences: IgnoredDifference[];
  revisionHistoryLimit: number;
}

/** @throws InputError in words for `status.conditions` when the sandbox cannot do what the spec says. */
export function parseApplication(object: KubeObject): ApplicationDefinition {
  const spec = objectOf(object.spec);
  const destination = objectOf(spec.destination);
  const policy = objectOf(spec.syncPolicy);
  if (spec.sources) {
    throw new InputError(
      "the sandbox's Argo CD has one source an application, not `sources`",
    );
  }
  return {
    name: object.metadata.name,
    namespace: object.metadata.namespace ?? 'argocd',
    project: stringOf(spec.project) ?? 'default',
    source: parseSource(objectOf(spec.source)),
    destination: {
      raw: destination,
      namespace: stringOf(destination.namespace) ?? 'default',
    },
    automated: parseAutomated(policy.automated),
    syncOptions: Array.isArray(policy.syncOptions)
      ? policy.syncOptions.map(String)
      : [],
    retry: parseRetry(objectOf(policy.retry)),
    ignoreDifferences: objectsOf(spec.ignoreDifferences).map(entry => ({
      group: stringOf(entry.group) ?? '',
      kind: stringOf(entry.kind) ?? '',
      name: stringOf(entry.name),
      namespace: stringOf(entry.namespace),
      jsonPointers: Array.isArray(entry.jsonPointers)
        ? entry.jsonPointers.map(String)
        : [],
    })),
    revisionHistoryLimit: numberOf(spec.revisionHistoryLimit) ?? 10,
  };
}

export function parseSource(source: JsonObject): ApplicationSource {
  const helm = objectOf(source.helm);
  const repoURL = stringOf(source.repoURL);
  const path = stringOf(source.path);
  if (!repoURL || path === undefined) {
    throw new InputError(
      'spec.source.repoURL and spec.source.path are required',
    );
  }
  return {
    repoURL,
    targetRevision: stringOf(source.targetRevision) || 'HEAD',
    path,
    releaseName: stringOf(helm.releaseName),
    valueFiles: Array.isArray(helm.valueFiles)
      ? helm.valueFiles.map(String)
      : [],
    recurse: objectOf(source.directory).recurse === true,
    raw: source,
  };
}

function parseAutomated(
  value: unknown,
): ApplicationDefinition['automated'] | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const automated = objectOf(value);
  if (automated.enabled === false) {
    return undefined;
  }
  return {
    prune: automated.prune === true,
    selfHeal: automated.selfHeal === true,
    allowEmpty: automated.allowEmpty === true,
  };
}

function parseRetry(retry: JsonObject): RetryPolicy {
  const backoff = objectOf(retry.backoff);
  return {
    limit: numberOf(retry.limit) ?? 0,
    durationMs: toMs(stringOf(backoff.duration) ?? '5s'),
    factor: numberOf(backoff.factor) ?? 2,
    maxDurationMs: toMs(stringOf(backoff.maxDuration) ?? '3m'),
  };
}

/** Before attempt `retryCount` (from 1). */
export function backoffMs(retry: RetryPolicy, retryCount: number): number {
  return Math.min(
    retry.maxDurationMs,
    retry.durationMs * retry.factor ** Math.max(0, retryCount - 1),
  );
}

function toMs(text: string): number {
  const match = /^(\d+)(s|m|h)?$/.exec(text);
  if (!match) {
    throw new InputError(`not a duration: "${text}"`);
  }
  const unit = { s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? 's'] ?? 1000;
  return Number(match[1]) * unit;
}
