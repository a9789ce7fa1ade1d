import type { Link } from '../types';
import type { DeploymentRecord } from './deployment-record';

/** A past sync of the GitOps controller, with the image tag that stood in the manifests then. @public */
export interface PastSync {
  tag: string;
  startedAt?: string;
  deployedAt: string;
  actor?: string;
  links: Link[];
}

/** @public */
export interface BackfillInput {
  environment: string;
  /** Any order. */
  syncs: PastSync[];
  /** What is stored, newest first. */
  history: DeploymentRecord[];
  /** The same sync must always give the same id: two replicas may do this at once. */
  idOf: (sync: PastSync) => string;
}

/** What to change in the stored history. @public */
export interface HistoryBackfill {
  save: DeploymentRecord[];
  /** Ids of guesses that the syncs know better. */
  remove: string[];
}

/** The same tag synced again (other values changed) is not another deployment. */
function deploymentsOf(syncs: PastSync[]): PastSync[] {
  return [...syncs]
    .sort((a, b) => a.deployedAt.localeCompare(b.deployedAt))
    .filter(({ tag }, index, sorted) => tag !== sorted[index - 1]?.tag);
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** Which syncs came before the first row, and the one that brought it. */
function pastOf(
  anchor: DeploymentRecord,
  known: PastSync[],
): { past: PastSync[]; arrived?: PastSync } {
  const arrival =
    anchor.origin === 'cluster'
      ? known.map(({ tag }) => tag).lastIndexOf(anchor.toTag)
      : -1;
  if (arrival !== -1) {
    return { past: known.slice(0, arrival), arrived: known[arrival] };
  }
  const past = known.filter(({ deployedAt }) => deployedAt < anchor.startedAt);
  return { past: past.at(-1)?.tag === anchor.toTag ? past.slice(0, -1) : past };
}

/** Guesses from before what the controller remembers are all there is to know of that time; the others go. */
function outdatedGuesses(
  guesses: DeploymentRecord[],
  anchor: DeploymentRecord,
  past: PastSync[],
  begin: string | undefined,
): DeploymentRecord[] {
  return guesses.filter(
    guess =>
      guess !== anchor &&
      begin !== undefined &&
      (guess.startedAt >= begin || past.some(({ tag }) => tag === guess.toTag)),
  );
}

/** Whether the version after each of these was one that had been there before. */
function takenBack(tags: string[], next: string): boolean[] {
  const following = [...tags, next];
  return tags.map((_, index) =>
    tags.slice(0, index).includes(following[index + 1]),
  );
}

function recordOf(
  input: BackfillInput,
  sync: PastSync,
  fromTag: string | undefined,
  came: { back: boolean; takenBack: boolean },
): DeploymentRecord {
  return {
    id: input.idOf(sync),
    environment: input.environment,
    ...(fromTag ? { fromTag } : {}),
    toTag: sync.tag,
    startedAt: sync.startedAt ?? sync.deployedAt,
    finishedAt: sync.deployedAt,
    outcome: came.takenBack ? 'rolled-back' : 'succeeded',
    kind: came.back ? 'rollback' : 'deployment',
    origin: 'gitops',
    ...(sync.actor ? { actor: sync.actor } : {}),
    links: sync.links,
  };
}

/** The first row with what the sync that brought it knows. */
function explained(
  anchor: DeploymentRecord,
  arrived: PastSync,
  fromTag: string | undefined,
  cameBack: boolean,
): DeploymentRecord {
  // A ReplicaSet that came back is older than its deployment; a promoted canary younger than its sync.
  const since = later(arrived.deployedAt, anchor.startedAt);
  return {
    ...anchor,
    ...(fromTag ? { fromTag } : {}),
    startedAt: since,
    finishedAt: later(since, anchor.finishedAt ?? since),
    kind: cameBack ? 'rollback' : anchor.kind,
    ...(arrived.actor && !anchor.actor ? { actor: arrived.actor } : {}),
    links: [...arrived.links, ...anchor.links],
  };
}

/** What the controller remembers from before anybody watched. */
function syncsBefore(
  { syncs, history }: BackfillInput,
  anchor: DeploymentRecord,
): PastSync[] {
  const firstSeen = history
    .filter(record => record !== anchor && record.origin === undefined)
    .map(({ startedAt }) => startedAt)
    .sort()[0];
  return deploymentsOf(syncs).filter(
    ({ deployedAt }) => firstSeen === undefined || deployedAt < firstSeen,
  );
}

/**
 * What was deployed before anybody watched, told by the GitOps controller's own history. It only explains how the first
 * row that was written came to be: everything seen since stays as it is.
 *
 * @public
 */
export function backfillHistory(input: BackfillInput): HistoryBackfill {
  const { history } = input;
  const guesses = history.filter(({ origin }) => origin === 'cluster');
  const anchor = guesses[0] ?? history.at(-1);
  if (!anchor) {
    return { save: [], remove: [] };
  }
  const { past, arrived } = pastOf(anchor, syncsBefore(input, anchor));
  const begin = (past[0] ?? arrived)?.deployedAt;
  const outdated = outdatedGuesses(guesses, anchor, past, begin);
  const remove = outdated.map(({ id }) => id);
  const before = guesses.find(
    guess => guess !== anchor && !outdated.includes(guess),
  )?.toTag;

  const tags = past.map(({ tag }) => tag);
  const isTakenBack = takenBack(tags, anchor.toTag);
  const rows = past.map((sync, index) =>
    recordOf(input, sync, tags[index - 1] ?? before, {
      takenBack: isTakenBack[index],
      back: index > 0 && isTakenBack[index - 1],
    }),
  );
  if (!arrived) {
    return { save: rows, remove };
  }
  const last = explained(
    anchor,
    arrived,
    tags.at(-1) ?? before,
    isTakenBack.at(-1) === true,
  );
  return { save: [...rows, last], remove };
}
