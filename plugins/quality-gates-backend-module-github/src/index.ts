/**
 * GitHub for the quality gates: check runs, open pull requests, tokens of GitHub Actions.
 *
 * @packageDocumentation
 */
export { qualityGatesModuleGithub as default } from './module';
