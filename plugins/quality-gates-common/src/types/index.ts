export * from './evaluation';
export * from './gate';
export * from './measurement';
export * from './serviceQuality';
export * from './waiver';
