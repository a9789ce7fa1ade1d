export { createArgoCd } from './argocd';
export type { ArgoCd, ArgoCdOptions } from './argocd-options';
export type { GitCredentials } from './git-cache';
