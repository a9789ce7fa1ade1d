export * from './evaluation';
export * from './gate';
export * from './measurement';
