export * from './current-by-environment';
export * from './parse-version';
