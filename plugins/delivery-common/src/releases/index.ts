export * from './describe-version';
export * from './release-facts';
export * from './release-journey';
