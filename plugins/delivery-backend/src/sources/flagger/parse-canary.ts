import {
  MetricTemplateFacts,
  RolloutFacts,
  RolloutMetric,
  RolloutPhase,
} from '@heal7/backstage-plugin-delivery-common';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  KubernetesMetadata,
  KubernetesObject,
} from '../../clusters/cluster-client';
import {
  arrayAt,
  dateAt,
  numberAt,
  objectAt,
  stringAt,
  stringsAt,
} from '../../json/read-json';
import { whereKnown } from '../../where-known';

/** A Canary: the facts of its rollout and the names of the objects Flagger makes for it. */
export interface CanaryObject {
  /** Without tags and route weight, which come from other objects. */
  facts: RolloutFacts;
  targetName: string;
  targetKind: string;
  primaryName: string;
  /** Name of the VirtualService and prefix of the hosts. */
  serviceName: string;
}

const phaseByWord: Record<string, RolloutPhase> = {
  Initializing: 'initializing',
  Initialized: 'initialized',
  Waiting: 'waiting',
  Progressing: 'progressing',
  WaitingPromotion: 'waiting-promotion',
  Promoting: 'promoting',
  Finalising: 'finalising',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Terminating: 'terminating',
  Terminated: 'terminated',
};

const unitByName: Record<string, RolloutMetric['unit']> = {
  'request-success-rate': '%',
  'request-duration': 'ms',
  // Metrics of the default queries, when a MetricTemplate has the same name.
  'p95-duration': 'ms',
  p95: 'ms',
  'error-rate': '%',
  cpu: '%',
  memory: '%',
};

const secondsByUnit: Record<string, number> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
};

/** A Go duration (`1m30s`) in seconds. */
function seconds(duration: string | undefined): number | undefined {
  const parts = [...(duration ?? '').matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return parts.length === 0
    ? undefined
    : parts.reduce(
        (sum, [, value, unit]) => sum + Number(value) * secondsByUnit[unit],
        0,
      );
}

function stepWeightsOf(analysis: JsonValue, maxWeight: number): number[] {
  const explicit = arrayAt(analysis, 'stepWeights').filter(
    (weight): weight is number => typeof weight === 'number',
  );
  if (explicit.length > 0) {
    return explicit;
  }
  const step = numberAt(analysis, 'stepWeight');
  // A step of a hundredth of a percent would fill memory: Flagger's weights are whole numbers from 1.
  if (!step || step < 1) {
    return [];
  }
  const weights: number[] = [];
  for (let weight = step; weight < maxWeight; weight += step) {
    weights.push(weight);
  }
  return [...weights, maxWeight];
}

/**
 * What Flagger fills into the query of a MetricTemplate.
 *
 * @see https://docs.flagger.app/usage/metrics#custom-metrics
 */
function templateOf(
  metric: JsonValue,
  canary: KubernetesMetadata,
  raw: JsonObject,
): MetricTemplateFacts | undefined {
  const name = stringAt(metric, 'templateRef', 'name');
  if (!name) {
    return undefined;
  }
  const target = stringAt(raw, 'spec', 'targetRef', 'name') ?? '';
  const namespace = canary.namespace ?? '';
  const variables = stringsAt(metric, 'templateVariables');
  return {
    name,
    namespace: stringAt(metric, 'templateRef', 'namespace') ?? namespace,
    values: {
      name: canary.name,
      namespace,
      target,
      service: stringAt(raw, 'spec', 'service', 'name') ?? target,
      ingress: stringAt(raw, 'spec', 'ingressRef', 'name') ?? target,
      route: stringAt(raw, 'spec', 'routeRef', 'name') ?? target,
      interval: stringAt(metric, 'interval') ?? '1m',
      ...Object.fromEntries(
        Object.entries(variables).map(([key, value]) => [
          `variables.${key}`,
          value,
        ]),
      ),
    },
  };
}

function metricsOf(
  analysis: JsonValue,
  canary: KubernetesMetadata,
  raw: JsonObject,
): RolloutFacts['metrics'] {
  return arrayAt(analysis, 'metrics').flatMap(metric => {
    const name = stringAt(metric, 'name');
    if (!name) {
      return [];
    }
    const min = numberAt(metric, 'thresholdRange', 'min');
    const legacyMin =
      name === 'request-success-rate'
        ? numberAt(metric, 'threshold')
        : undefined;
    const max = numberAt(metric, 'thresholdRange', 'max');
    const legacyMax =
      legacyMin === undefined ? numberAt(metric, 'threshold') : undefined;
    const lower = min ?? legacyMin;
    const upper = max ?? legacyMax;
    const template = templateOf(metric, canary, raw);
    return [
      {
        name,
        unit: unitByName[name] ?? ('' as const),
        threshold: {
          ...(lower === undefined ? {} : { min: lower }),
          ...(upper === undefined ? {} : { max: upper }),
        },
        ...(template ? { template } : {}),
      },
    ];
  });
}

/** `canaryAnalysis` in old Flagger versions. */
function analysisOf(raw: KubernetesObject['raw']) {
  const current = objectAt(raw, 'spec', 'analysis');
  return Object.keys(current).length
    ? current
    : objectAt(raw, 'spec', 'canaryAnalysis');
}

function maxWeightOf(analysis: ReturnType<typeof analysisOf>): number {
  const lastStep = arrayAt(analysis, 'stepWeights').at(-1);
  return (
    numberAt(analysis, 'maxWeight') ??
    (typeof lastStep === 'number' ? lastStep : 100)
  );
}

function factsOf(
  metadata: KubernetesObject['metadata'],
  raw: KubernetesObject['raw'],
): CanaryObject['facts'] {
  const analysis = analysisOf(raw);
  const maxWeight = maxWeightOf(analysis);
  const total = numberAt(analysis, 'iterations');
  const status = (key: string) => numberAt(raw, 'status', key) ?? 0;
  return {
    name: metadata.name,
    ...progressOf(raw),
    reportedWeight: status('canaryWeight'),
    maxWeight,
    stepWeights: stepWeightsOf(analysis, maxWeight),
    ...(total ? { iterations: { done: status('iterations'), total } } : {}),
    failedChecks: status('failedChecks'),
    threshold: numberAt(analysis, 'threshold') ?? 0,
    intervalSeconds: seconds(stringAt(analysis, 'interval')) ?? 60,
    ...whereKnown({
      specHash: stringAt(raw, 'status', 'lastAppliedSpec') || undefined,
      promotedSpecHash:
        stringAt(raw, 'status', 'lastPromotedSpec') || undefined,
    }),
    metrics: metricsOf(analysis, metadata, raw),
  };
}

function progressOf(raw: KubernetesObject['raw']) {
  const condition = arrayAt(raw, 'status', 'conditions').find(
    candidate => stringAt(candidate, 'type') === 'Promoted',
  );
  // Old Flagger versions wrote no phase; the condition's reason carries the same word.
  const word =
    stringAt(raw, 'status', 'phase') ?? stringAt(condition, 'reason') ?? '';
  return {
    phase: phaseByWord[word] ?? 'initializing',
    ...whereKnown({
      lastTransitionAt:
        dateAt(raw, 'status', 'lastTransitionTime') ??
        dateAt(condition, 'lastTransitionTime'),
      message: stringAt(condition, 'message') || undefined,
    }),
  };
}

/**
 * Reads a Canary of Flagger. `undefined` when it targets nothing.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
export function parseCanary({
  metadata,
  raw,
}: KubernetesObject): CanaryObject | undefined {
  const targetName = stringAt(raw, 'spec', 'targetRef', 'name');
  if (!targetName) {
    return undefined;
  }
  return {
    facts: factsOf(metadata, raw),
    targetName,
    targetKind: stringAt(raw, 'spec', 'targetRef', 'kind') ?? 'Deployment',
    primaryName: `${targetName}-primary`,
    serviceName: stringAt(raw, 'spec', 'service', 'name') ?? targetName,
  };
}
