import {
  HealthState,
  SyncState,
} from '@heal7/backstage-plugin-delivery-common';
import { JsonValue } from '@backstage/types';
import { KubernetesObject } from '../../clusters/cluster-client';
import {
  arrayAt,
  dateAt,
  isJsonObject,
  objectAt,
  stringAt,
} from '../../json/read-json';
import { parseImage } from '../kubernetes/parse-image';

/** A past sync. Multi-source applications have several revisions; a Helm chart's is a version, not a commit. */
export interface ApplicationHistoryEntry {
  id: string;
  revisions: string[];
  /** Where each revision is from; as it was then, where Argo CD kept that. */
  sources: Array<{ repoUrl?: string; revision?: string }>;
  startedAt?: string;
  deployedAt?: string;
  initiatedBy?: string;
}

export interface ApplicationObject {
  name: string;
  namespace: string;
  health: HealthState;
  healthMessage?: string;
  sync: SyncState;
  destinationNamespace?: string;
  sources: Array<{
    repoUrl?: string;
    path?: string;
    chart?: string;
    revision?: string;
  }>;
  /** What runs according to Argo CD. */
  images: string[];
  /** Tag asked for in the Application itself (Helm parameter or Kustomize image); with a values file only Git knows it. */
  targetTag?: string;
  /** Newest first; as many as Argo CD keeps. */
  history: ApplicationHistoryEntry[];
  /** The last operation, when it failed, in Argo CD's words. */
  failedOperation?: string;
  conditions: Array<{ type: string; message: string; at?: string }>;
  autoSync: boolean;
}

const healthByWord: Record<string, HealthState> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Degraded: 'degraded',
  Suspended: 'suspended',
  Missing: 'missing',
};

const syncByWord: Record<string, SyncState> = {
  Synced: 'synced',
  OutOfSync: 'out-of-sync',
};

const texts = (values: JsonValue[]): string[] =>
  values.flatMap(value => (typeof value === 'string' && value ? [value] : []));

function revisionsOf(entry: JsonValue): string[] {
  const several = texts(arrayAt(entry, 'revisions'));
  const one = stringAt(entry, 'revision');
  return several.length || !one ? several : [one];
}

function initiatorOf(entry: JsonValue): string | undefined {
  const automated = objectAt(entry, 'initiatedBy').automated === true;
  return (
    stringAt(entry, 'initiatedBy', 'username') ??
    (automated ? 'Argo CD' : undefined)
  );
}

function sourcesOf(
  entry: JsonValue,
  current: JsonValue[],
): ApplicationHistoryEntry['sources'] {
  const several = arrayAt(entry, 'sources');
  const one = objectAt(entry, 'source');
  const own = several.length || !Object.keys(one).length ? several : [one];
  const revisions = revisionsOf(entry);
  return (own.length ? own : current).map((source, index) => ({
    repoUrl: stringAt(source, 'repoURL'),
    revision: revisions[index],
  }));
}

function parseHistory(
  raw: JsonValue,
  current: JsonValue[],
): ApplicationHistoryEntry[] {
  // Argo CD appends; the last entry is the current one.
  return arrayAt(raw, 'status', 'history')
    .map((entry, index) => {
      const id = isJsonObject(entry) ? entry.id : undefined;
      return {
        id:
          typeof id === 'number' || typeof id === 'string'
            ? String(id)
            : `at-${index}`,
        revisions: revisionsOf(entry),
        sources: sourcesOf(entry, current),
        startedAt: dateAt(entry, 'deployStartedAt'),
        deployedAt: dateAt(entry, 'deployedAt'),
        initiatedBy: initiatorOf(entry),
      };
    })
    .reverse();
}

function targetTagOf(sources: JsonValue[]): string | undefined {
  for (const source of sources) {
    const parameter = arrayAt(source, 'helm', 'parameters').find(
      candidate => stringAt(candidate, 'name') === 'image.tag',
    );
    const tag = stringAt(parameter, 'value');
    if (tag) {
      return tag;
    }
    // Kustomize: `name=newName:tag` or `name:tag`.
    const image = texts(arrayAt(source, 'kustomize', 'images'))[0];
    if (image) {
      return parseImage(image.slice(image.indexOf('=') + 1))?.tag;
    }
  }
  return undefined;
}

function failedOperationOf(raw: KubernetesObject['raw']): string | undefined {
  const phase = stringAt(raw, 'status', 'operationState', 'phase');
  if (phase !== 'Failed' && phase !== 'Error') return undefined;
  return (
    stringAt(raw, 'status', 'operationState', 'message') ??
    'the last sync failed'
  );
}

const conditionOf = (condition: JsonValue) => ({
  type: stringAt(condition, 'type') ?? 'Unknown',
  message: stringAt(condition, 'message') ?? '',
  at: dateAt(condition, 'lastTransitionTime'),
});

/**
 * Reads an Argo CD Application.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
 */
export function parseApplication({
  metadata,
  raw,
}: KubernetesObject): ApplicationObject {
  const several = arrayAt(raw, 'spec', 'sources');
  const sources = several.length ? several : [objectAt(raw, 'spec', 'source')];
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    health:
      healthByWord[stringAt(raw, 'status', 'health', 'status') ?? ''] ??
      'unknown',
    healthMessage: stringAt(raw, 'status', 'health', 'message'),
    sync:
      syncByWord[stringAt(raw, 'status', 'sync', 'status') ?? ''] ?? 'unknown',
    destinationNamespace: stringAt(raw, 'spec', 'destination', 'namespace'),
    sources: sources.map(source => ({
      repoUrl: stringAt(source, 'repoURL'),
      path: stringAt(source, 'path'),
      chart: stringAt(source, 'chart'),
      revision: stringAt(source, 'targetRevision'),
    })),
    images: texts(arrayAt(raw, 'status', 'summary', 'images')),
    targetTag: targetTagOf(sources),
    history: parseHistory(raw, sources),
    failedOperation: failedOperationOf(raw),
    conditions: arrayAt(raw, 'status', 'conditions').map(conditionOf),
    autoSync:
      isJsonObject(objectAt(raw, 'spec', 'syncPolicy').automated) &&
      objectAt(raw, 'spec', 'syncPolicy', 'automated').enabled !== false,
  };
}
