import type {
  DeployedCommit,
  Evaluation,
  ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';

/** One of them may be only the beginning of the SHA. @internal */
export const sameCommit = (a: string, b: string): boolean =>
  a !== '' && b !== '' && (a.startsWith(b) || b.startsWith(a));

const evaluationOf = (
  quality: ServiceQuality,
  id: string | undefined,
): Evaluation | undefined => quality.evaluations.find(it => it.id === id);

/** The newest evaluation of the default branch: it speaks for the service. @internal */
export const mainEvaluation = (
  quality: ServiceQuality,
): Evaluation | undefined =>
  evaluationOf(quality, quality.defaultBranch?.evaluationId);

/** Whether anything at all was judged or could be. @internal */
export const isEmpty = (quality: ServiceQuality): boolean =>
  quality.evaluations.length === 0;

/** A commit that runs somewhere, once, with every environment it runs in. */
interface DeployedEntry {
  commit: string;
  environments: string[];
  versions: string[];
  evaluation?: Evaluation;
}

const tiers: DeployedCommit['tier'][] = [
  'production',
  'staging',
  'development',
];

/** What runs, production first. @internal */
export function deployedEntries(quality: ServiceQuality): DeployedEntry[] {
  const entries: DeployedEntry[] = [];
  const ordered = [...quality.deployed].sort(
    (a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier),
  );
  for (const { commit, environment, version, evaluationId } of ordered) {
    const evaluation = evaluationOf(quality, evaluationId);
    const known = entries.find(entry => sameCommit(entry.commit, commit));
    if (!known) {
      entries.push({
        commit,
        environments: [environment],
        versions: version ? [version] : [],
        ...(evaluation ? { evaluation } : {}),
      });
      continue;
    }
    known.environments.push(environment);
    if (version && !known.versions.includes(version)) {
      known.versions.push(version);
    }
    if (evaluation) known.evaluation ??= evaluation;
  }
  return entries;
}

/** How what was judged relates to what production runs. */
type ProductionRelation =
  | { kind: 'unknown' }
  | { kind: 'same' }
  | { kind: 'differs'; commit: string; evaluation?: Evaluation };

/** @internal */
export function productionRelation(
  quality: ServiceQuality,
  commit: string,
): ProductionRelation {
  const production = quality.deployed.filter(
    ({ tier }) => tier === 'production',
  );
  if (production.length === 0) return { kind: 'unknown' };
  const other = production.find(it => !sameCommit(it.commit, commit));
  if (!other) return { kind: 'same' };
  const evaluation = evaluationOf(quality, other.evaluationId);
  return {
    kind: 'differs',
    commit: other.commit,
    ...(evaluation ? { evaluation } : {}),
  };
}

/** The evaluation a person chose, or the one that matters most: default branch, then what runs, then what is proposed. @internal */
export function selectedEvaluation(
  quality: ServiceQuality,
  chosen: string | undefined,
): Evaluation | undefined {
  const ids = [
    chosen,
    quality.defaultBranch?.evaluationId,
    ...quality.deployed.map(({ evaluationId }) => evaluationId),
    ...quality.pullRequests.map(({ evaluationId }) => evaluationId),
  ];
  return (
    ids
      .map(id => evaluationOf(quality, id))
      .find(evaluation => evaluation !== undefined) ?? quality.evaluations[0]
  );
}
