import { formatSampleValue } from '../../promql';
import { ActiveAlert, RuleGroupStatus, RuleStatus } from './rule-evaluator';

/** The `data` of `/api/v1/rules`. */
export function rulesAnswer(groups: readonly RuleGroupStatus[]) {
  return {
    groups: groups.map(({ file, name, rules }) => ({
      file,
      name,
      rules: rules.map(ruleAnswer),
    })),
  };
}

function ruleAnswer({ rule, alerts, problem }: RuleStatus) {
  const common = {
    type: rule.type,
    name: rule.name,
    query: rule.expression,
    labels: rule.labels,
    health: problem === undefined ? 'ok' : 'err',
    ...(problem === undefined ? {} : { lastError: problem }),
  };
  if (rule.type === 'recording') return common;
  return {
    ...common,
    duration: rule.holdMs / 1000,
    annotations: rule.annotations,
    alerts: alerts.map(alertAnswer),
    state: worstOf(alerts),
  };
}

/** One of `/api/v1/alerts`. */
export function alertAnswer({ labels, state, activeAt, value }: ActiveAlert) {
  return {
    labels,
    state,
    activeAt: new Date(activeAt).toISOString(),
    value: formatSampleValue(value),
  };
}

function worstOf(alerts: readonly ActiveAlert[]) {
  if (alerts.length === 0) return 'inactive';
  return alerts.some(({ state }) => state === 'firing') ? 'firing' : 'pending';
}
