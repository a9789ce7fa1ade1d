import type {
  EnvironmentState,
  PlannedStep,
  RollbackPlan,
  RollbackTarget,
  Sentence,
  Version,
} from '../types';
import {
  chooseStrategy,
  gatePatienceSeconds,
  type StrategyChoice,
} from './choose-strategy';
import { fingerprint } from './fingerprint';
import type { RollbackFacts, RollbackPlanOptions } from './rollback-facts';
import type { RollbackPolicy } from './rollback-policy';
import { rollbackTargets } from './rollback-targets';
import { planSentences } from './sentences';

/** Shown where nothing is known to run: the plan then has a blocker and cannot be started. */
const unknownVersion: Version = { tag: '', label: '' };

/**
 * What would happen if this environment were rolled back now. Pure: may be shown, compared and thrown away.
 *
 * @public
 */
export function planRollback(
  facts: RollbackFacts,
  now: Date,
  policy: RollbackPolicy,
  options: RollbackPlanOptions,
): RollbackPlan {
  const { environment } = facts;
  const choice = chooseStrategy(facts);
  const targets = rollbackTargets(facts, choice, now, policy);
  const chosen = options.toTag
    ? targets.find(target => target.version.tag === options.toTag)
    : targets.find(target => !target.disabled);
  const approvalRequired =
    policy.approvalTiers.includes(environment.tier) &&
    !options.requesterMayApprove;

  return {
    entityRef: facts.entityRef,
    environment: environment.name,
    tier: environment.tier,
    strategy: choice.strategy,
    from: choice.from ?? unknownVersion,
    to: chosen?.version,
    targets,
    steps:
      chosen && choice.from
        ? plannedSteps(facts, choice, choice.from, chosen.version, policy)
        : [],
    warnings: warningsOf(facts, choice, chosen, options),
    blockers: blockersOf(facts, choice, targets, chosen, options),
    confirmation: environment.tier === 'production' ? facts.service : undefined,
    approval: {
      required: approvalRequired,
      reason: approvalReason(
        environment.title,
        approvalRequired,
        policy,
        facts,
      ),
    },
    fingerprint: planFingerprint(facts, choice),
  };
}

/**
 * Only what would change the plan: not weights, pods or times, which move all the time while the plan stays right;
 * not the chosen target, so that a person may pick another one in the dialog.
 */
function planFingerprint(facts: RollbackFacts, choice: StrategyChoice): string {
  return fingerprint({
    entityRef: facts.entityRef,
    environment: facts.environment.name,
    strategy: choice.strategy,
    awaitPromotion: choice.awaitPromotion,
    from: choice.from?.tag,
    running: facts.environment.running?.tag,
    desired: facts.environment.desired?.tag,
    manifests: facts.manifests?.path,
    holds: facts.holds.map(hold => hold.version.tag).sort(),
    active: facts.active?.id,
  });
}

function approvalReason(
  title: string,
  required: boolean,
  policy: RollbackPolicy,
  facts: RollbackFacts,
): Sentence {
  if (required) return planSentences.approvalRequired(title);
  return policy.approvalTiers.includes(facts.environment.tier)
    ? planSentences.approvalByRequester()
    : planSentences.approvalNotNeeded(title);
}

/** The running version came here by a rollback: going on from there is a person's decision. */
const cameByRollback = (
  facts: RollbackFacts,
  from: Version | undefined,
): boolean => {
  const latest = facts.history.find(
    deployment => deployment.to.tag === from?.tag,
  );
  return latest?.kind === 'rollback';
};

/** Why there is nothing, or not the wished version, to go back to. */
function targetBlockers(
  environment: EnvironmentState,
  targets: RollbackTarget[],
  chosen: RollbackTarget | undefined,
  { toTag }: RollbackPlanOptions,
): Sentence[] {
  if (toTag && !chosen) return [planSentences.unknownTarget(toTag)];
  if (toTag && chosen?.disabled) {
    const why = lastNote(chosen) ?? '';
    return [planSentences.targetDisabled(chosen.version.label, why)];
  }
  if (targets.some(target => !target.disabled)) return [];
  // Where several reasons apply, that of the version one would choose first.
  const why = lastNote(targets[0]);
  return [
    why
      ? planSentences.noUsableVersion(environment.title, why)
      : planSentences.noEarlierVersion(environment.title),
  ];
}

function lastNote(target: RollbackTarget | undefined): string | undefined {
  return target?.notes.at(-1)?.text;
}

function blockersOf(
  facts: RollbackFacts,
  choice: StrategyChoice,
  targets: RollbackTarget[],
  chosen: RollbackTarget | undefined,
  options: RollbackPlanOptions,
): Sentence[] {
  const { environment } = facts;
  const blockers = [...choice.blockers];
  if (facts.active)
    blockers.push(planSentences.alreadyRunning(facts.active.id));
  if (environment.stale)
    blockers.push(planSentences.stale(environment.cluster ?? environment.name));
  if (!choice.from) blockers.push(planSentences.nothingRuns(environment.title));
  if (environment.sync === 'not-managed') {
    blockers.push(planSentences.notManaged());
  } else if (!facts.manifests) {
    blockers.push(planSentences.manifestsUnknown());
  }
  if (choice.from) {
    blockers.push(...targetBlockers(environment, targets, chosen, options));
  }
  if (options.initiator === 'automatic' && cameByRollback(facts, choice.from)) {
    blockers.push(planSentences.neverTwice());
  }
  return blockers;
}

/** A rolling update is still on its way. */
const isUnsettled = ({ rollout, running, desired }: EnvironmentState) =>
  !rollout &&
  running !== undefined &&
  desired !== undefined &&
  running.tag !== desired.tag;

function warningsOf(
  facts: RollbackFacts,
  choice: StrategyChoice,
  chosen: RollbackTarget | undefined,
  options: RollbackPlanOptions,
): Sentence[] {
  const { environment } = facts;
  const warnings: Sentence[] = [];
  if (options.initiator === 'person' && cameByRollback(facts, choice.from)) {
    warnings.push(planSentences.rollbackOfRollback());
  }
  if (chosen && !chosen.verified)
    warnings.push(planSentences.notVerifiedTarget(chosen.version.label));
  if (choice.strategy === 'undo-primary') {
    warnings.push(planSentences.configNotRestored(), planSentences.newCanary());
  }
  if (environment.strategy === 'blue-green')
    warnings.push(planSentences.redeploy());
  if (isUnsettled(environment)) warnings.push(planSentences.rolloutUnsettled());
  return warnings;
}

function stopStep({ environment }: RollbackFacts, from: Version): PlannedStep {
  const { rollout } = environment;
  const phase = 'mitigate';
  if (rollout?.phase === 'waiting') {
    return { phase, text: planSentences.stepCanaryWaits(from) };
  }
  if (rollout?.canaryReady === false) {
    const seconds = gatePatienceSeconds(rollout.intervalSeconds);
    return {
      phase,
      text: planSentences.stepCanaryNotReady(from, seconds),
      withinSeconds: seconds,
    };
  }
  return {
    phase,
    text: planSentences.stepStopCanary(from),
    // Flagger asks once per interval.
    withinSeconds: rollout?.intervalSeconds,
  };
}

function plannedSteps(
  facts: RollbackFacts,
  choice: StrategyChoice,
  from: Version,
  to: Version,
  policy: RollbackPolicy,
): PlannedStep[] {
  const steps: PlannedStep[] = [];
  if (choice.awaitPromotion) {
    steps.push({
      phase: 'mitigate',
      text: planSentences.stepAwaitPromotion(),
      withinSeconds: policy.promotionTimeoutSeconds,
    });
  }
  if (choice.strategy === 'stop-canary') {
    steps.push(stopStep(facts, from));
  }
  if (choice.strategy === 'undo-primary') {
    steps.push({
      phase: 'mitigate',
      text: planSentences.stepUndoPrimary(
        facts.primaryDeploymentName ?? facts.deploymentName,
        to,
      ),
      withinSeconds: policy.mitigateTimeoutSeconds,
    });
  }
  if (facts.manifests) {
    steps.push({
      phase: 'converge',
      text: planSentences.stepWriteTag(
        facts.manifests.path,
        facts.manifests.key,
        from,
        to,
      ),
      withinSeconds: policy.convergeTimeoutSeconds,
    });
  }
  steps.push(
    {
      phase: 'verify',
      text: planSentences.stepVerify(policy.verifySeconds),
      withinSeconds: policy.verifySeconds + policy.verifyTimeoutSeconds,
    },
    { phase: 'hold', text: planSentences.stepHold(from) },
  );
  return steps;
}
