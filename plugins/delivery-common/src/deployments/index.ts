export * from './backfill-history';
export * from './deployment-record';
export * from './deployment-transitions';
