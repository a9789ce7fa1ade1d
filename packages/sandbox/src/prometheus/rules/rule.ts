import { ObjectStore } from '../../kubernetes/object-store';
import {
  JsonObject,
  objectOf,
  objectsOf,
  stringMapOf,
  stringOf,
} from '../../kubernetes/store/json';
import { parseDuration } from '../../promql';

/** One rule of a PrometheusRule object. */
export interface Rule {
  /** `recording`: the name is that of the series it makes. */
  type: 'recording' | 'alerting';
  name: string;
  expression: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** How long the condition must hold before the alert fires, in milliseconds. */
  holdMs: number;
}

export interface RuleGroup {
  /** `<cluster>/<namespace>/<object>`. */
  file: string;
  name: string;
  rules: Rule[];
}

const ruleKind = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
};

/** The groups of all PrometheusRule objects of a cluster, as the Prometheus operator mounts them. */
export function readRuleGroups(store: ObjectStore): RuleGroup[] {
  return store.list(ruleKind).flatMap(({ metadata, spec }) =>
    objectsOf(objectOf(spec).groups).map(group => ({
      file: `${store.cluster}/${metadata.namespace}/${metadata.name}`,
      name: String(group.name),
      rules: objectsOf(group.rules).map(toRule),
    })),
  );
}

function toRule(rule: JsonObject): Rule {
  const record = stringOf(rule.record);
  return {
    type: record === undefined ? 'alerting' : 'recording',
    name: record ?? String(rule.alert),
    expression: String(rule.expr),
    labels: stringMapOf(rule.labels),
    annotations: stringMapOf(rule.annotations),
    holdMs: parseDuration(stringOf(rule.for) ?? '0') ?? 0,
  };
}
