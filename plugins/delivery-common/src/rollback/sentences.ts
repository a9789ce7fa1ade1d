import type { RolloutPhase, Sentence, Version } from '../types';

const say = (
  code: string,
  params: Record<string, string | number>,
  text: string,
): Sentence => ({
  code: `rollback-${code}`,
  params,
  text,
});

/** `2 d`, `3 h`, `12 min`, `40 s`: coarse on purpose, the exact times are elsewhere on the page. @public */
export function roughDuration(seconds: number): string {
  if (seconds >= 86_400) return `${Math.floor(seconds / 86_400)} d`;
  if (seconds >= 3_600) return `${Math.floor(seconds / 3_600)} h`;
  if (seconds >= 60) return `${Math.floor(seconds / 60)} min`;
  return `${Math.max(0, Math.floor(seconds))} s`;
}

/**
 * Every sentence of the planner. The UI translates by `code`.
 *
 * @internal
 */
export const planSentences = {
  verified: (seconds: number) =>
    say(
      'target-verified',
      { seconds },
      `Verified: ran ${roughDuration(seconds)} without being rolled back`,
    ),
  notVerified: (seconds: number) =>
    say(
      'target-not-verified',
      { seconds },
      `Not verified: ran only ${roughDuration(seconds)}`,
    ),
  neverRan: () =>
    say(
      'target-never-ran',
      {},
      'Not verified: no deployment of it is known here',
    ),
  wasRolledBack: (at: string) =>
    say(
      'target-was-rolled-back',
      { at },
      `Was rolled back here on ${at.slice(0, 10)}`,
    ),
  held: (reason: string) => say('target-held', { reason }, `Held: "${reason}"`),
  revisionGone: () =>
    say(
      'target-revision-gone',
      {},
      'The cluster no longer keeps its ReplicaSet, so it cannot be restored at once',
    ),
  notStable: () =>
    say(
      'target-not-stable',
      {},
      'While a canary is being stopped only the version that serves users now can be chosen',
    ),

  nothingRuns: (environment: string) =>
    say(
      'nothing-runs',
      { environment },
      `Nothing is known to run in ${environment}`,
    ),
  noEarlierVersion: (environment: string) =>
    say(
      'no-earlier-version',
      { environment },
      `No earlier version is known in ${environment} that could be returned to`,
    ),
  noUsableVersion: (environment: string, why: string) =>
    say(
      'no-usable-version',
      { environment, why },
      `None of the earlier versions in ${environment} can be returned to: ${why}`,
    ),
  unknownTarget: (tag: string) =>
    say(
      'target-unknown',
      { tag },
      `Version ${tag} has not run here or no longer exists`,
    ),
  targetDisabled: (tag: string, why: string) =>
    say(
      'target-disabled',
      { tag, why },
      `Version ${tag} cannot be chosen: ${why}`,
    ),
  alreadyRunning: (id: string) =>
    say(
      'already-running',
      { id },
      'Another rollback of this environment has not finished yet',
    ),
  notManaged: () =>
    say(
      'not-managed',
      {},
      'No Argo CD Application manages this environment, so a rollback would not hold',
    ),
  manifestsUnknown: () =>
    say(
      'manifests-unknown',
      {},
      'It is not configured where the image tag of this environment is kept',
    ),
  stale: (cluster: string) =>
    say(
      'facts-stale',
      { cluster },
      `Cluster ${cluster} does not answer; what is known may be out of date`,
    ),
  rolloutNotReady: (phase: RolloutPhase) =>
    say(
      'rollout-not-ready',
      { phase },
      `Flagger is ${phase}; there is nothing to take back yet`,
    ),
  neverTwice: () =>
    say(
      'never-automatic-twice',
      {},
      'The running version came by a rollback; it is never rolled back automatically',
    ),

  rollbackOfRollback: () =>
    say(
      'rollback-of-rollback',
      {},
      'The running version itself came by a rollback',
    ),
  rolloutUnsettled: () =>
    say(
      'rollout-unsettled',
      {},
      'A rollout is still going on; some pods may carry another version',
    ),
  redeploy: () =>
    say(
      'redeploy',
      {},
      'No blue side is left after promotion: this is a new deployment of the older version',
    ),
  notVerifiedTarget: (tag: string) =>
    say(
      'target-warning',
      { tag },
      `Version ${tag} is not verified in this environment`,
    ),
  configNotRestored: () =>
    say(
      'config-not-restored',
      {},
      'ConfigMaps and Secrets are not restored by undoing the primary Deployment',
    ),
  newCanary: () =>
    say(
      'new-canary',
      {},
      'Flagger will analyse the older version once more; both sides of that canary run it',
    ),

  approvalNotNeeded: (environment: string) =>
    say(
      'approval-not-needed',
      { environment },
      `Approval: not needed in ${environment} (immediate)`,
    ),
  approvalByRequester: () =>
    say(
      'approval-by-requester',
      {},
      'Approval: not needed, you may approve rollbacks of this service yourself',
    ),
  approvalRequired: (environment: string) =>
    say(
      'approval-required',
      { environment },
      `Approval: a team lead of the service must approve it in ${environment}`,
    ),

  stepStopCanary: (canary: Version) =>
    say(
      'step-stop-canary',
      { version: canary.label },
      `Canary ${canary.label} is stopped through Flagger`,
    ),
  stepCanaryWaits: (canary: Version) =>
    say(
      'step-canary-waits',
      { version: canary.label },
      `Canary ${canary.label} waits for its approval and has no traffic: the approval is refused`,
    ),
  stepCanaryNotReady: (canary: Version, seconds: number) =>
    say(
      'step-canary-not-ready',
      { version: canary.label, seconds },
      `Canary ${
        canary.label
      } is stopped through Flagger; it does not ask while the pods are not ready, so after ${roughDuration(
        seconds,
      )} the tag is written all the same`,
    ),
  stepAwaitPromotion: () =>
    say(
      'step-await-promotion',
      {},
      'Flagger finishes the promotion that is running',
    ),
  stepUndoPrimary: (deployment: string, to: Version) =>
    say(
      'step-undo-primary',
      { deployment, version: to.label },
      `Deployment ${deployment} is set back to its revision of ${to.label}`,
    ),
  stepWriteTag: (path: string, key: string, from: Version, to: Version) =>
    say(
      'step-write-tag',
      { path, key, from: from.tag, to: to.tag },
      `${path}: ${key} ${from.tag} → ${to.tag}, then Argo CD syncs`,
    ),
  stepVerify: (seconds: number) =>
    say(
      'step-verify',
      { seconds },
      `The running pods are watched for ${roughDuration(seconds)}`,
    ),
  stepHold: (from: Version) =>
    say(
      'step-hold',
      { version: from.label },
      `${from.label} is held until somebody lifts the hold`,
    ),
};
