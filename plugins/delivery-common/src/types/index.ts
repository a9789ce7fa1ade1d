export * from './action';
export * from './environment';
export * from './release';
export * from './rollback';
export * from './rollout';
export * from './sentence';
export * from './service-delivery';
