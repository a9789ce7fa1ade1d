import { InputError } from '@backstage/errors';
import { KubeObject } from '../kubernetes/object-store';
import {
  JsonObject,
  numberOf,
  objectOf,
  objectsOf,
  stringMapOf,
  stringOf,
} from '../kubernetes/store/json';
import { parseDuration } from './duration';

export const canaryKind = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary' };

export const webhookTypes = [
  'confirm-rollout',
  'pre-rollout',
  'rollout',
  'confirm-traffic-increase',
  'confirm-promotion',
  'post-rollout',
  'rollback',
  'event',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

export interface CanaryWebhook {
  name: string;
  type: WebhookType;
  url: string;
  timeoutMs: number;
  metadata: Record<string, string>;
}

export interface CanaryMetric {
  name: string;
  interval: string;
  min?: number;
  max?: number;
  /** The older form, `threshold`; a minimum for the success rate, a maximum for everything else. */
  threshold?: number;
  query?: string;
  templateRef?: { name: string; namespace?: string };
}

/** What Flagger reads from a Canary's spec, with Flagger's defaults. */
export interface CanaryDefinition {
  name: string;
  namespace: string;
  provider: string;
  suspend: boolean;
  skipAnalysis: boolean;
  targetName: string;
  autoscaler?: string;
  metricsServer?: string;
  progressDeadlineSeconds: number;
  service: { name: string; spec: JsonObject };
  intervalMs: number;
  threshold: number;
  maxWeight: number;
  stepWeight: number;
  stepWeights: number[];
  stepWeightPromotion: number;
  iterations: number;
  hasMatch: boolean;
  mirror: boolean;
  primaryReadyThreshold: number;
  canaryReadyThreshold: number;
  metrics: CanaryMetric[];
  webhooks: CanaryWebhook[];
}

/** @throws InputError when the Canary is of a form the sandbox's Flagger does not know. */
export function parseCanary(object: KubeObject): CanaryDefinition {
  const spec = objectOf(object.spec);
  const target = objectOf(spec.targetRef);
  const { name, namespace = 'default' } = object.metadata;
  if (target.kind !== 'Deployment' || !stringOf(target.name)) {
    throw new InputError(
      `Canary ${name}.${namespace}: the sandbox handles targets of kind Deployment only, not ${String(
        target.kind,
      )}`,
    );
  }
  const targetName = String(target.name);
  const service = objectOf(spec.service);
  return {
    name,
    namespace,
    provider: stringOf(spec.provider) ?? 'istio',
    suspend: spec.suspend === true,
    skipAnalysis: spec.skipAnalysis === true,
    targetName,
    autoscaler: stringOf(objectOf(spec.autoscalerRef).name),
    metricsServer: stringOf(spec.metricsServer),
    progressDeadlineSeconds: numberOf(spec.progressDeadlineSeconds) ?? 600,
    service: { name: stringOf(service.name) ?? targetName, spec: service },
    ...parseAnalysis(objectOf(spec.analysis ?? spec.canaryAnalysis)),
  };
}

function parseAnalysis(analysis: JsonObject) {
  const count = (key: string, fallback = 0) =>
    numberOf(analysis[key]) ?? fallback;
  const stepWeights = numbersOf(analysis.stepWeights);
  return {
    intervalMs: parseDuration(stringOf(analysis.interval) ?? '1m'),
    threshold: count('threshold') || 1,
    maxWeight: stepWeights.length
      ? Math.min(100, stepWeights[stepWeights.length - 1])
      : count('maxWeight') || 100,
    stepWeight: count('stepWeight'),
    stepWeights,
    stepWeightPromotion: count('stepWeightPromotion'),
    iterations: count('iterations'),
    hasMatch: objectsOf(analysis.match).length > 0,
    mirror: analysis.mirror === true,
    primaryReadyThreshold: count('primaryReadyThreshold', 100),
    canaryReadyThreshold: count('canaryReadyThreshold', 100),
    metrics: objectsOf(analysis.metrics).map(parseMetric),
    webhooks: objectsOf(analysis.webhooks).map(parseWebhook),
  };
}

export function webhooksOf(
  canary: CanaryDefinition,
  type: WebhookType,
): CanaryWebhook[] {
  return canary.webhooks.filter(webhook => webhook.type === type);
}

function parseMetric(metric: JsonObject): CanaryMetric {
  const range = objectOf(metric.thresholdRange);
  const template = objectOf(metric.templateRef);
  const templateName = stringOf(template.name);
  return {
    name: stringOf(metric.name) ?? '',
    interval: stringOf(metric.interval) ?? '1m',
    min: numberOf(range.min),
    max: numberOf(range.max),
    threshold: numberOf(metric.threshold),
    query: stringOf(metric.query),
    templateRef: templateName
      ? { name: templateName, namespace: stringOf(template.namespace) }
      : undefined,
  };
}

function parseWebhook(webhook: JsonObject): CanaryWebhook {
  const type = stringOf(webhook.type) ?? 'rollout';
  const known = webhookTypes.find(it => it === type);
  if (!known) {
    throw new InputError(`unknown webhook type ${type}`);
  }
  return {
    name: stringOf(webhook.name) ?? '',
    type: known,
    url: stringOf(webhook.url) ?? '',
    timeoutMs: parseDuration(stringOf(webhook.timeout) || '10s'),
    metadata: stringMapOf(webhook.metadata),
  };
}

function numbersOf(value: unknown): number[] {
  return Array.isArray(value)
    ? value.filter((it): it is number => typeof it === 'number')
    : [];
}
