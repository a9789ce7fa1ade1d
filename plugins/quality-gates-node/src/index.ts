/**
 * Access to the quality gates for other backend plugins.
 *
 * @packageDocumentation
 */
export { qualityGatesServiceRef } from './service/qualityGatesServiceRef';
export type { QualityGatesService } from './service/QualityGatesService';
export {
  qualityGatesExtensionPoint,
  type QualityGatesExtensionPoint,
} from './extensionPoint';
export type { CiIdentity } from './ports/CiIdentity';
export type { DeployedCommitsSource } from './ports/DeployedCommitsSource';
export type { PullRequestSource } from './ports/PullRequestSource';
export type { VerdictReport, VerdictReporter } from './ports/VerdictReporter';
