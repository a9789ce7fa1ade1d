export { readRuleGroups } from './rule';
export { RuleEvaluator } from './rule-evaluator';
export type { RuleGroupStatus } from './rule-evaluator';
