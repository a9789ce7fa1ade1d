export * from './deployment-record';
export * from './deployment-transitions';
