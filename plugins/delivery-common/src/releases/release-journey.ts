import { isSameCommit } from '../environments';
import type {
  Deployment,
  EnvironmentState,
  Release,
  ReleaseStation,
  Sentence,
  Version,
} from '../types';
import type { CiRunFact, CommitFact, GateVerdictFact } from './release-facts';
import { stationNotes } from './station-notes';

/** @public */
export interface ReleaseJourneyInput {
  /** In order of promotion. */
  environments: EnvironmentState[];
  /** Newest first. */
  deployments: Deployment[];
  runs: CiRunFact[];
  commits: CommitFact[];
  /** Undefined = no gates plugin here. */
  gates?: GateVerdictFact[];
  limit?: number;
}

interface Candidate {
  version: Version;
  run?: CiRunFact;
  commit?: CommitFact;
  at: string;
}

const sameVersion = (left: Version, right: Version | undefined): boolean =>
  right !== undefined &&
  (left.tag === right.tag || isSameCommit(left.commit, right.commit));

function candidates(input: ReleaseJourneyInput): Candidate[] {
  const versions: Version[] = [];
  const add = (version: Version | undefined) => {
    if (version && !versions.some(known => sameVersion(known, version))) {
      versions.push(version);
    }
  };
  for (const environment of input.environments) {
    add(environment.running);
    add(environment.desired);
    add(environment.rollout?.canary);
  }
  input.deployments.forEach(({ to }) => add(to));
  for (const run of input.runs) {
    const short = run.commit.slice(0, 7);
    const link = input.commits.find(({ sha }) =>
      isSameCommit(sha, run.commit),
    )?.url;
    add({
      tag: short,
      label: short,
      commit: run.commit,
      ...(run.message ? { message: run.message.split('\n')[0] } : {}),
      ...(run.author ? { author: run.author } : {}),
      ...(link ? { links: [{ kind: 'commit', title: short, url: link }] } : {}),
    });
  }
  return versions.map(version => {
    // A commit may have been built more than once: the newest run tells its state.
    const run = input.runs
      .filter(({ commit }) => isSameCommit(commit, version.commit))
      .sort((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''))[0];
    const commit = input.commits.find(({ sha }) =>
      isSameCommit(sha, version.commit),
    );
    const first = input.deployments
      .filter(({ to }) => sameVersion(version, to))
      .map(({ startedAt }) => startedAt)
      .sort()[0];
    const at = commit?.at ?? run?.committedAt ?? run?.startedAt ?? first ?? '';
    return { version, run, commit, at };
  });
}

const seconds = (
  from: string | undefined,
  to: string | undefined,
): number | undefined => {
  const duration =
    from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : NaN;
  return duration >= 0 ? Math.round(duration) : undefined;
};

const station = (
  id: string,
  state: ReleaseStation['state'],
  more: Partial<ReleaseStation> = {},
): ReleaseStation => ({
  id,
  state,
  links: [],
  ...Object.fromEntries(
    Object.entries(more).filter(([, value]) => value !== undefined),
  ),
});

/** Passed and failed are states of their own. */
const verdictNotes: Record<GateVerdictFact['verdict'], Sentence | undefined> = {
  passed: undefined,
  failed: undefined,
  inconclusive: stationNotes.inconclusive,
  error: stationNotes.error,
};

function gatesStation(
  candidate: Candidate,
  gates: GateVerdictFact[] | undefined,
) {
  if (!gates) {
    return station('gates', 'unknown', { note: stationNotes.notInstalled });
  }
  const found = gates
    .filter(({ commit }) => isSameCommit(commit, candidate.version.commit))
    .sort((a, b) => b.at.localeCompare(a.at))[0];
  if (!found) {
    const waits =
      candidate.run?.state === 'running' || candidate.run?.state === 'waiting';
    return waits
      ? station('gates', 'waiting')
      : station('gates', 'unknown', { note: stationNotes.notEvaluated });
  }
  const decided = found.verdict === 'passed' || found.verdict === 'failed';
  return station(
    'gates',
    decided ? (found.verdict as 'passed' | 'failed') : 'unknown',
    {
      at: found.at,
      note: verdictNotes[found.verdict],
      links: found.url
        ? [{ kind: 'other', title: 'Quality gates', url: found.url }]
        : [],
    },
  );
}

function environmentStation(
  { version }: Candidate,
  environment: EnvironmentState,
  deployments: Deployment[],
  isOvertaken: boolean,
): ReleaseStation {
  const { name, rollout, running } = environment;
  const mine = deployments.filter(
    deployment =>
      deployment.environment === name && sameVersion(version, deployment.to),
  );
  const newest = mine[0];
  const duration = seconds(newest?.startedAt, newest?.finishedAt);
  if (rollout?.active && sameVersion(version, rollout.canary)) {
    return station(name, 'running', {
      at: rollout.startedAt ?? newest?.startedAt,
      note: stationNotes.weight(rollout.weight ?? rollout.reportedWeight),
    });
  }
  if (sameVersion(version, running)) {
    return station(name, 'passed', {
      at: newest?.finishedAt ?? environment.deployedAt,
      durationSeconds: duration,
    });
  }
  if (!newest) {
    const isUnknowable = !running && environment.health === 'unknown';
    // A newer release is there already: this one was there before anybody looked, or was left out.
    return station(name, isUnknowable || isOvertaken ? 'unknown' : 'waiting');
  }
  const at = newest.finishedAt ?? newest.startedAt;
  switch (newest.outcome) {
    case 'running':
      return station(name, 'running', { at: newest.startedAt });
    case 'failed':
      return station(name, 'failed', {
        at,
        durationSeconds: duration,
      });
    case 'rolled-back':
      return station(name, 'rolled-back', { at });
    default:
      return station(name, 'passed', { at, durationSeconds: duration });
  }
}

/**
 * The newest releases on their way: commit → gates → image → each environment.
 *
 * @public
 */
export function releaseJourney(input: ReleaseJourneyInput): Release[] {
  const { deployments, environments, gates, limit = 10 } = input;
  const sorted = candidates(input).sort((a, b) => b.at.localeCompare(a.at));
  const last = environments.at(-1);
  const inProduction = sorted.findIndex(({ version }) =>
    sameVersion(version, last?.running),
  );
  return sorted.slice(0, limit).map((candidate, index) => {
    const { commit, run, version } = candidate;
    const committedAt = commit?.at ?? run?.committedAt;
    const lanes = environments.map(environment => {
      const current = sorted.findIndex(other =>
        sameVersion(other.version, environment.running),
      );
      const isOvertaken = current !== -1 && current < index;
      return environmentStation(
        candidate,
        environment,
        deployments,
        isOvertaken,
      );
    });
    // An image that runs somewhere exists, whatever is known about the run that made it.
    const built = lanes.some(
      ({ state }) => state !== 'waiting' && state !== 'unknown',
    );
    const runLinks = run?.url
      ? [
          {
            kind: 'run' as const,
            title: `Run ${run.number ?? run.id}`,
            url: run.url,
          },
        ]
      : [];
    const image = built
      ? station('image', 'passed', {
          at: run?.finishedAt,
          durationSeconds: seconds(run?.startedAt, run?.finishedAt),
          links: runLinks,
        })
      : station('image', run?.state ?? 'unknown', {
          at: run?.finishedAt,
          links: runLinks,
        });
    const final = lanes.at(-1);
    const complete = final?.state === 'passed';
    const onItsWay = inProduction === -1 || index < inProduction;
    const leadTimeSeconds = complete
      ? seconds(committedAt, final.at)
      : undefined;
    return {
      version,
      stations: [
        station('commit', version.commit ? 'passed' : 'unknown', {
          at: committedAt,
          links: version.links ?? [],
        }),
        gatesStation(candidate, gates),
        image,
        ...lanes,
      ],
      ...(leadTimeSeconds === undefined ? {} : { leadTimeSeconds }),
      ...(onItsWay && !complete && committedAt
        ? { underWaySince: committedAt }
        : {}),
      complete,
    };
  });
}
