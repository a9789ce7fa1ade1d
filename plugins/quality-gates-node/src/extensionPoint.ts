import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { CiIdentity } from './ports/CiIdentity';
import type { DeployedCommitsSource } from './ports/DeployedCommitsSource';
import type { PullRequestSource } from './ports/PullRequestSource';
import type { VerdictReporter } from './ports/VerdictReporter';

/** Connects the quality gates with the systems around them. @public */
export interface QualityGatesExtensionPoint {
  addCiIdentity(identity: CiIdentity): void;
  addDeployedCommitsSource(source: DeployedCommitsSource): void;
  addPullRequestSource(source: PullRequestSource): void;
  addVerdictReporter(reporter: VerdictReporter): void;
}

/** @public */
export const qualityGatesExtensionPoint =
  createExtensionPoint<QualityGatesExtensionPoint>({
    id: 'quality-gates.systems',
  });
