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

/**
 * What was deployed before anybody watched, told by the GitOps controller's own history. It only explains how the first
 * row that was written came to be: everything seen since stays as it is.
 *
 * @public
 */
export function backfillHistory(input: BackfillInput): HistoryBackfill {
  const { environment, history, idOf } = input;
  const guesses = history.filter(({ origin }) => origin === 'cluster');
  const anchor = guesses[0] ?? history.at(-1);
  if (!anchor) {
    return { save: [], remove: [] };
  }
  const firstSeen = history
    .filter(record => record !== anchor && record.origin === undefined)
    .map(({ startedAt }) => startedAt)
    .sort()[0];
  const known = deploymentsOf(input.syncs).filter(
    ({ deployedAt }) => firstSeen === undefined || deployedAt < firstSeen,
  );
  const arrival =
    anchor.origin === 'cluster'
      ? known.map(({ tag }) => tag).lastIndexOf(anchor.toTag)
      : -1;
  let past = known.slice(0, Math.max(arrival, 0));
  if (arrival === -1) {
    past = known.filter(({ deployedAt }) => deployedAt < anchor.startedAt);
    if (past.at(-1)?.tag === anchor.toTag) {
      past = past.slice(0, -1);
    }
  }
  // Guesses from before what the controller remembers are all there is to know of that time.
  const begin = past[0]?.deployedAt ?? known[arrival]?.deployedAt;
  const tags = past.map(({ tag }) => tag);
  const remove = guesses.filter(
    guess =>
      guess !== anchor &&
      begin !== undefined &&
      (guess.startedAt >= begin || tags.includes(guess.toTag)),
  );
  const before = guesses.find(
    guess => guess !== anchor && !remove.includes(guess),
  )?.toTag;

  const following = [...tags, anchor.toTag];
  const isTakenBack = (index: number) =>
    tags.slice(0, index).includes(following[index + 1]);
  const rows = past.map((sync, index): DeploymentRecord => {
    const fromTag = tags[index - 1] ?? before;
    return {
      id: idOf(sync),
      environment,
      ...(fromTag ? { fromTag } : {}),
      toTag: sync.tag,
      startedAt: sync.startedAt ?? sync.deployedAt,
      finishedAt: sync.deployedAt,
      outcome: isTakenBack(index) ? 'rolled-back' : 'succeeded',
      kind: index > 0 && isTakenBack(index - 1) ? 'rollback' : 'deployment',
      origin: 'gitops',
      ...(sync.actor ? { actor: sync.actor } : {}),
      links: sync.links,
    };
  });
  const arrived = known[arrival];
  if (!arrived) {
    return { save: rows, remove: remove.map(({ id }) => id) };
  }
  const fromTag = tags.at(-1) ?? before;
  // A ReplicaSet that came back is older than its deployment; a promoted canary younger than its sync.
  const since = later(arrived.deployedAt, anchor.startedAt);
  return {
    save: [
      ...rows,
      {
        ...anchor,
        ...(fromTag ? { fromTag } : {}),
        startedAt: since,
        finishedAt: later(since, anchor.finishedAt ?? since),
        kind:
          past.length > 0 && isTakenBack(past.length - 1)
            ? 'rollback'
            : anchor.kind,
        ...(arrived.actor && !anchor.actor ? { actor: arrived.actor } : {}),
        links: [...arrived.links, ...anchor.links],
      },
    ],
    remove: remove.map(({ id }) => id),
  };
}
