export * from './judge-metric';
export * from './parse-flagger-event';
export * from './rollout-facts';
export * from './summarize-rollout';
