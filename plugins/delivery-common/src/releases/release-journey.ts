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
  const newest = deployments.find(
    deployment =>
      deployment.environment === name && sameVersion(version, deployment.to),
  );
  if (rollout?.active && sameVersion(version, rollout.canary)) {
    return station(name, 'running', {
      at: rollout.startedAt ?? newest?.startedAt,
      note: stationNotes.weight(rollout.weight ?? rollout.reportedWeight),
    });
  }
  if (sameVersion(version, running)) {
    return station(name, 'passed', {
      at: newest?.finishedAt ?? environment.deployedAt,
      durationSeconds: seconds(newest?.startedAt, newest?.finishedAt),
    });
  }
  if (newest) return pastStation(name, newest);
  // A newer release is there already: this one was there before anybody looked, or was left out.
  const isUnknown = isOvertaken || isUnknowable(environment);
  return station(name, isUnknown ? 'unknown' : 'waiting');
}

function isUnknowable({ running, health }: EnvironmentState): boolean {
  return !running && health === 'unknown';
}

/** Where the release was deployed to and is no longer, or not yet. */
function pastStation(name: string, newest: Deployment): ReleaseStation {
  const { startedAt, finishedAt, outcome } = newest;
  const at = finishedAt ?? startedAt;
  const durationSeconds = seconds(startedAt, finishedAt);
  switch (outcome) {
    case 'running':
      return station(name, 'running', { at: startedAt });
    case 'failed':
      return station(name, 'failed', { at, durationSeconds });
    case 'rolled-back':
      return station(name, 'rolled-back', { at });
    default:
      return station(name, 'passed', { at, durationSeconds });
  }
}

function imageStation(
  run: CiRunFact | undefined,
  lanes: ReleaseStation[],
): ReleaseStation {
  if (!run) return station('image', isBuilt(lanes) ? 'passed' : 'unknown');
  const { startedAt, finishedAt, state, url } = run;
  const about: Partial<ReleaseStation> = {
    at: finishedAt,
    links: url
      ? [{ kind: 'run', title: `Run ${run.number ?? run.id}`, url }]
      : [],
  };
  return isBuilt(lanes)
    ? station('image', 'passed', {
        ...about,
        durationSeconds: seconds(startedAt, finishedAt),
      })
    : station('image', state, about);
}

/** An image that runs somewhere exists, whatever is known about the run that made it. */
function isBuilt(lanes: ReleaseStation[]) {
  return lanes.some(({ state }) => state !== 'waiting' && state !== 'unknown');
}

/** How long it took, or since when it is under way. */
function progressOf(
  committedAt: string | undefined,
  final: ReleaseStation | undefined,
  onItsWay: boolean,
): Pick<Release, 'complete' | 'leadTimeSeconds' | 'underWaySince'> {
  if (final?.state === 'passed') {
    const leadTimeSeconds = seconds(committedAt, final.at);
    return {
      ...(leadTimeSeconds === undefined ? {} : { leadTimeSeconds }),
      complete: true,
    };
  }
  return {
    ...(onItsWay && committedAt ? { underWaySince: committedAt } : {}),
    complete: false,
  };
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
  return sorted.slice(0, limit).map((candidate, index): Release => {
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
    const onItsWay = inProduction === -1 || index < inProduction;
    return {
      version,
      stations: [
        station('commit', version.commit ? 'passed' : 'unknown', {
          at: committedAt,
          links: version.links ?? [],
        }),
        gatesStation(candidate, gates),
        imageStation(run, lanes),
        ...lanes,
      ],
      ...progressOf(committedAt, lanes.at(-1), onItsWay),
    };
  });
}
