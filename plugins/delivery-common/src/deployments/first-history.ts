import type { DeploymentRecord } from './deployment-record';
import type { TransitionInput } from './deployment-transitions';

/** The first rows: what runs now, and what the cluster still remembers of before. */
export function firstHistory(
  { environment, facts, newId }: TransitionInput,
  at: string,
) {
  const { runningTag } = facts;
  if (!runningTag) {
    return [];
  }
  const since = facts.runningSince ?? at;
  const chain = [
    ...facts.earlier.filter(
      ({ tag, createdAt }) => tag !== runningTag && createdAt < since,
    ),
  ].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const records: DeploymentRecord[] = chain.map(
    ({ tag, createdAt }, index) => ({
      id: newId(),
      environment,
      ...(index > 0 ? { fromTag: chain[index - 1].tag } : {}),
      toTag: tag,
      startedAt: createdAt,
      finishedAt: createdAt,
      outcome: 'superseded',
      kind: 'deployment',
      reason: 'Read from the cluster: deployed before the portal watched it.',
      origin: 'cluster',
      links: [],
    }),
  );
  const previous = chain.at(-1)?.tag;
  records.push({
    id: newId(),
    environment,
    ...(previous ? { fromTag: previous } : {}),
    toTag: runningTag,
    startedAt: since,
    finishedAt: since,
    outcome: 'succeeded',
    kind: 'deployment',
    origin: 'cluster',
    links: [],
  });
  return records;
}
