export * from './slack-server';
