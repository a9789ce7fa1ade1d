import type { RolloutPhase, Sentence, Version } from '../types';
import { roughDuration } from './sentences';

const say = (
  code: string,
  params: Record<string, string | number>,
  text: string,
): Sentence => ({
  code: `rollback-${code}`,
  params,
  text,
});

/**
 * Every sentence of the engine: what is happening, what happened, and the outcome. The UI translates by `code`.
 *
 * @public
 */
export const runSentences = {
  requested: (by: string, reason: string) =>
    say('requested', { by, reason }, `Requested by ${by}: "${reason}"`),
  awaitingApproval: () =>
    say('awaiting-approval', {}, 'Waiting for the approval of a team lead'),
  approved: (by: string) => say('approved', { by }, `Approved by ${by}`),
  approvedByPolicy: () => say('approved-by-policy', {}, 'No approval needed'),
  rejected: (by: string, reason: string) =>
    say(
      'rejected',
      { by, reason },
      `Rejected by ${by}${reason ? `: "${reason}"` : ''}`,
    ),
  cancelled: (by: string) => say('cancelled', { by }, `Cancelled by ${by}`),
  expired: (seconds: number) =>
    say(
      'expired',
      { seconds },
      `Nobody approved it within ${roughDuration(seconds)}`,
    ),

  mitigating: () =>
    say('mitigating', {}, 'Taking the bad version away from users'),
  converging: () =>
    say('converging', {}, 'Writing the older version into the manifests'),
  verifying: () =>
    say('verifying', {}, 'Pods carry the older version; watching them'),
  unreachable: (why: string) => say('unreachable', { why }, `Waiting: ${why}`),
  openingGate: (canary: Version) =>
    say(
      'opening-gate',
      { version: canary.label },
      `Telling Flagger to stop canary ${canary.label}`,
    ),
  awaitingFlagger: () =>
    say(
      'awaiting-flagger',
      {},
      'Flagger stops the canary when it asks next (within its interval)',
    ),
  awaitingPromotion: (phase: RolloutPhase) =>
    say(
      'awaiting-promotion',
      { phase },
      `Waiting until Flagger is done (${phase}); it does not take questions now`,
    ),
  undoingPrimary: (revision: string) =>
    say(
      'undoing-primary',
      { revision },
      `Restoring ReplicaSet ${revision} on the primary Deployment`,
    ),
  awaitingPods: (ready: number, desired: number, other: number) =>
    say(
      'awaiting-pods',
      { ready, desired, other },
      `${ready} of ${desired} pods ready on the older version${
        other > 0 ? `, ${other} still on another` : ''
      }`,
    ),
  writingTag: (to: Version) =>
    say(
      'writing-tag',
      { tag: to.tag },
      `Writing image tag ${to.tag} into the manifests repository`,
    ),
  refreshing: () =>
    say('refreshing', {}, 'Asking Argo CD to look at the repository again'),
  awaitingSync: (sync: string, commit: string) =>
    say(
      'awaiting-sync',
      { sync, commit },
      `Waiting for Argo CD to sync${
        commit ? ` commit ${commit.slice(0, 7)}` : ''
      } (${sync})`,
    ),
  watching: (left: number) =>
    say(
      'watching',
      { seconds: left },
      `Healthy so far; ${roughDuration(left)} left to watch`,
    ),
  holding: (from: Version) =>
    say('holding', { version: from.label }, `Putting ${from.label} on hold`),
  retrying: (why: string, attempt: number, seconds: number) =>
    say(
      'retrying',
      { why, attempt, seconds },
      `${why}; attempt ${attempt + 1} in ${roughDuration(seconds)}`,
    ),

  canaryStopped: (canary: Version) =>
    say(
      'canary-stopped',
      { version: canary.label },
      `Flagger stopped canary ${canary.label}`,
    ),
  canaryNotBegun: (canary: Version) =>
    say(
      'canary-not-begun',
      { version: canary.label },
      `Canary ${canary.label} has no traffic: Flagger waits for its approval, which is refused`,
    ),
  gateNotAsked: (canary: Version) =>
    say(
      'gate-not-asked',
      { version: canary.label },
      `Flagger does not ask while the pods of ${canary.label} are not ready; going on with the manifests`,
    ),
  primaryBack: (to: Version) =>
    say(
      'primary-back',
      { version: to.label },
      `The primary pods run ${to.label} again`,
    ),
  usersSafe: (to: Version) =>
    say('users-safe', { version: to.label }, `Users are served ${to.label}`),
  synced: (commit: string | undefined) =>
    commit
      ? say(
          'synced-commit',
          { commit },
          `Argo CD synced commit ${commit.slice(0, 7)}`,
        )
      : say('synced', {}, 'Argo CD synced the manifests'),
  deployed: (to: Version) =>
    say('deployed', { version: to.label }, `All pods carry ${to.label}`),
  wereHealthy: (to: Version, seconds: number) =>
    say(
      'were-healthy',
      { version: to.label, seconds },
      `Pods of ${to.label} were healthy for ${roughDuration(seconds)}`,
    ),

  gateOpened: () => say('gate-opened', {}, 'Rollback gate opened for Flagger'),
  primaryUndone: (revision: string) =>
    say(
      'primary-undone',
      { revision },
      `Primary Deployment set back to ReplicaSet ${revision}`,
    ),
  tagWritten: (commit: string) =>
    say(
      'tag-written',
      { commit },
      `Manifests changed by commit ${commit.slice(0, 7)}`,
    ),
  tagAlreadyThere: () =>
    say(
      'tag-already-there',
      {},
      'The manifests already name the older version',
    ),
  refreshed: () => say('refreshed', {}, 'Argo CD asked to refresh'),
  held: (from: Version) =>
    say('held', { version: from.label }, `${from.label} is on hold`),

  succeeded: (to: Version, environment: string) =>
    say(
      'succeeded',
      { version: to.label, environment },
      `${environment} runs ${to.label} again, seen on its pods`,
    ),
  superseded: (tag: string) =>
    say(
      'superseded',
      { tag },
      `Stopped: version ${tag} has been deployed in the meantime`,
    ),
  mitigationTimedOut: (seconds: number) =>
    say(
      'mitigation-timed-out',
      { seconds },
      `The bad version was not taken away within ${roughDuration(
        seconds,
      )}. A human must look now: stop the canary or scale it down by hand`,
    ),
  promotionTimedOut: (seconds: number) =>
    say(
      'promotion-timed-out',
      { seconds },
      `Flagger did not finish its promotion within ${roughDuration(
        seconds,
      )}. A human must look at the Canary`,
    ),
  revisionGone: (to: Version) =>
    say(
      'revision-gone',
      { version: to.label },
      `No ReplicaSet of ${to.label} is left on the primary Deployment. A human must decide: deploy it as a new release`,
    ),
  canaryUnusable: (phase: string) =>
    say(
      'canary-unusable',
      { phase },
      `The Canary is ${phase}; the rollback cannot go through Flagger. A human must look at it`,
    ),
  convergeTimedOut: (seconds: number, why: string) =>
    say(
      'converge-timed-out',
      { seconds, why },
      `The cluster did not follow the manifests within ${roughDuration(
        seconds,
      )} (${why}). A human must look at Argo CD`,
    ),
  verifyTimedOut: (seconds: number) =>
    say(
      'verify-timed-out',
      { seconds },
      `Pods on the older version did not stay ready within ${roughDuration(
        seconds,
      )}. A human must look: nothing is rolled back a second time`,
    ),
  cameBack: (from: Version) =>
    say(
      'came-back',
      { version: from.label },
      `${from.label} was put back while the rollback was being verified. A human must find out by whom`,
    ),
  commandFailed: (why: string) =>
    say('command-failed', { why }, `${why}. A human must finish the rollback`),
};
