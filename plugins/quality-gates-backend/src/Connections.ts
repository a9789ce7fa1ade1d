import type {
  CiIdentity,
  DeployedCommitsSource,
  PullRequestSource,
  QualityGatesExtensionPoint,
  VerdictReporter,
} from '@heal7/backstage-plugin-quality-gates-node';

/** What modules have connected. */
export class Connections implements QualityGatesExtensionPoint {
  readonly ciIdentities: CiIdentity[] = [];
  readonly deployedCommits: DeployedCommitsSource[] = [];
  readonly pullRequests: PullRequestSource[] = [];
  readonly reporters: VerdictReporter[] = [];

  addCiIdentity(identity: CiIdentity): void {
    this.ciIdentities.push(identity);
  }

  addDeployedCommitsSource(source: DeployedCommitsSource): void {
    this.deployedCommits.push(source);
  }

  addPullRequestSource(source: PullRequestSource): void {
    this.pullRequests.push(source);
  }

  addVerdictReporter(reporter: VerdictReporter): void {
    if (this.reporters.some(({ id }) => id === reporter.id)) {
      throw new Error(`There are two verdict reporters "${reporter.id}"`);
    }
    this.reporters.push(reporter);
  }
}
