export * from './build-service-delivery';
export * from './headline';
