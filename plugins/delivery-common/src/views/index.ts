export * from './attribute-rollbacks';
export * from './build-service-delivery';
export * from './headline';
