export { createArgoCd } from './argocd';
export type { ArgoCd, ArgoCdOptions } from './argocd';
export type { GitCredentials } from './git-cache';
