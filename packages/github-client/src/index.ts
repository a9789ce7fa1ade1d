/**
 * Asks GitHub about the repository of an entity, through the integrations of Backstage.
 *
 * @packageDocumentation
 */
export { GithubClient } from './client/GithubClient';
export type {
  GithubAnswer,
  GithubClientOptions,
  GithubRequest,
} from './client/GithubClient';
export { GithubNotConfigured } from './client/GithubNotConfigured';
export { GithubRefusal } from './client/GithubRefusal';
export { githubFailureOf } from './client/githubFailureOf';
export type { GithubFailure } from './client/githubFailureOf';
export { parseAnswer } from './client/parseAnswer';
export type { GithubRepository } from './repository/GithubRepository';
export { repositoryAt } from './repository/repositoryAt';
export {
  locateRepository,
  mainHost,
  projectSlugAnnotation,
  repositoryOf,
  sourceHostOf,
} from './repository/repositoryOf';
export { webUrlOf } from './repository/webUrlOf';
