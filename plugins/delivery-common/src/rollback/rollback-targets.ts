import type { Deployment, RollbackTarget, Sentence, Version } from '../types';
import { defaultVersionPattern, parseVersion } from '../environments';
import type { StrategyChoice } from './choose-strategy';
import type { RollbackFacts } from './rollback-facts';
import type { RollbackPolicy } from './rollback-policy';
import { planSentences } from './sentences';

/** How long a version served, and whether it was taken back. @public */
export interface VersionRecord {
  longestRunSeconds: number;
  deployedAt?: string;
  /** When it was last rolled back from. */
  rolledBackAt?: string;
}

const startOf = (deployment: Deployment): number =>
  Date.parse(deployment.finishedAt ?? deployment.startedAt);

/** A deployment that changed what users get; a failed canary did not. */
const tookEffect = (deployment: Deployment): boolean =>
  deployment.outcome === 'succeeded' ||
  deployment.outcome === 'rolled-back' ||
  (deployment.outcome === 'superseded' &&
    deployment.kind !== 'canary' &&
    deployment.finishedAt !== undefined);

/**
 * What the history says about one version in one environment.
 *
 * @public
 */
export function versionRecord(
  history: readonly Deployment[],
  tag: string,
  now: number,
): VersionRecord | undefined {
  const oldestFirst = [...history].sort((a, b) => startOf(a) - startOf(b));
  const effective = oldestFirst.filter(tookEffect);
  let record: VersionRecord | undefined;
  for (const [index, deployment] of effective.entries()) {
    if (deployment.to.tag === tag) {
      const next = effective
        .slice(index + 1)
        .find(later => later.to.tag !== tag);
      const end = next ? startOf(next) : now;
      const seconds = Math.max(0, (end - startOf(deployment)) / 1000);
      record = {
        longestRunSeconds: Math.max(record?.longestRunSeconds ?? 0, seconds),
        deployedAt: deployment.finishedAt ?? deployment.startedAt,
        rolledBackAt: record?.rolledBackAt,
      };
    }
  }
  const takenBack = oldestFirst
    .filter(
      deployment =>
        (deployment.to.tag === tag && deployment.outcome === 'rolled-back') ||
        (deployment.kind === 'rollback' && deployment.from?.tag === tag),
    )
    .at(-1);
  if (takenBack) {
    return {
      longestRunSeconds: record?.longestRunSeconds ?? 0,
      deployedAt: record?.deployedAt,
      rolledBackAt: takenBack.finishedAt ?? takenBack.startedAt,
    };
  }
  return record;
}

/** Only for revisions that no deployment of the history describes. */
const versionPattern = new RegExp(defaultVersionPattern);

/** Versions the environment knows, without the one to get rid of; most recently deployed first. */
function candidates(
  facts: RollbackFacts,
  from: Version | undefined,
): Version[] {
  const found = new Map<string, Version>();
  const add = (version: Version | undefined) => {
    if (version && version.tag !== from?.tag && !found.has(version.tag)) {
      found.set(version.tag, version);
    }
  };
  add(facts.environment.running);
  for (const deployment of facts.history) {
    if (tookEffect(deployment)) {
      add(deployment.to);
      add(deployment.from);
    }
  }
  for (const revision of facts.revisions) {
    add(parseVersion(revision.tag, versionPattern));
  }
  return [...found.values()];
}

/**
 * The versions one could go back to, the best first: verified before unverified, then the most recent.
 *
 * @public
 */
export function rollbackTargets(
  facts: RollbackFacts,
  choice: StrategyChoice,
  now: Date,
  policy: RollbackPolicy,
): RollbackTarget[] {
  const restorable = new Set(
    facts.revisions
      .filter(
        revision =>
          revision.owner ===
          (facts.primaryDeploymentName ?? facts.deploymentName),
      )
      .map(revision => revision.tag),
  );
  const targets = candidates(facts, choice.from).map(
    (version): RollbackTarget => {
      const record = recordOf(facts, version, now.getTime());
      const hold = facts.holds.find(item => item.version.tag === version.tag);
      const notes: Sentence[] = [];
      let disabled = false;
      let verified = false;

      if (!record) {
        notes.push(planSentences.neverRan());
      } else if (record.rolledBackAt) {
        notes.push(planSentences.wasRolledBack(record.rolledBackAt));
      } else if (record.longestRunSeconds >= policy.minVerifiedSeconds) {
        verified = true;
        notes.push(
          planSentences.verified(Math.floor(record.longestRunSeconds)),
        );
      } else {
        notes.push(
          planSentences.notVerified(Math.floor(record.longestRunSeconds)),
        );
      }
      if (hold) {
        disabled = true;
        notes.push(planSentences.held(hold.reason));
      }
      if (choice.onlyTarget && choice.onlyTarget.tag !== version.tag) {
        disabled = true;
        notes.push(planSentences.notStable());
      } else if (
        choice.strategy === 'undo-primary' &&
        !restorable.has(version.tag)
      ) {
        disabled = true;
        notes.push(planSentences.revisionGone());
      }
      return {
        version,
        verified,
        notes,
        disabled,
        deployedAt: record?.deployedAt,
      };
    },
  );
  const rank = (target: RollbackTarget) =>
    (target.disabled ? 2 : 0) + (target.verified ? 0 : 1);
  return targets
    .map((target, index) => ({ target, index }))
    .sort((a, b) => rank(a.target) - rank(b.target) || a.index - b.index)
    .map(({ target }) => target);
}

/** The running version is known from the cluster even where the history begins later than it. */
function recordOf(
  facts: RollbackFacts,
  version: Version,
  now: number,
): VersionRecord | undefined {
  const record = versionRecord(facts.history, version.tag, now);
  const { running, deployedAt } = facts.environment;
  if (!record && running?.tag === version.tag && deployedAt) {
    return {
      longestRunSeconds: Math.max(0, (now - Date.parse(deployedAt)) / 1000),
      deployedAt,
    };
  }
  return record;
}
