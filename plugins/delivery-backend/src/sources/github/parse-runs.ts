import { CiRunFact, CommitFact } from '@heal7/backstage-plugin-delivery-common';
import { JsonValue } from '@backstage/types';
import { arrayAt, dateAt, numberAt, stringAt } from '../../json/read-json';
import { whereKnown } from '../../where-known';

interface WorkflowRun {
  fact: CiRunFact;
  workflow: number;
}

function stateOf(
  status: string | undefined,
  conclusion: string | undefined,
): CiRunFact['state'] {
  if (status === 'completed') {
    switch (conclusion) {
      case 'success':
      case 'neutral':
        return 'passed';
      case 'failure':
      case 'timed_out':
      case 'startup_failure':
      case 'action_required':
        return 'failed';
      default:
        // Cancelled, skipped, stale: nothing was found out.
        return 'unknown';
    }
  }
  return status === 'in_progress' ? 'running' : 'waiting';
}

function parseRun(run: JsonValue): WorkflowRun | undefined {
  const id = numberAt(run, 'id');
  const commit = stringAt(run, 'head_sha');
  // A pull request's run makes no image.
  if (
    id === undefined ||
    !commit ||
    /^pull_request/.test(stringAt(run, 'event') ?? '')
  ) {
    return undefined;
  }
  return {
    fact: {
      id: String(id),
      commit,
      state: stateOf(stringAt(run, 'status'), stringAt(run, 'conclusion')),
      ...whereKnown({ ...authorshipOf(run), ...courseOf(run) }),
    },
    workflow: numberAt(run, 'workflow_id') ?? 0,
  };
}

function authorshipOf(run: JsonValue) {
  return {
    message:
      stringAt(run, 'head_commit', 'message') ?? stringAt(run, 'display_title'),
    author:
      stringAt(run, 'head_commit', 'author', 'name') ??
      stringAt(run, 'actor', 'login'),
    committedAt: dateAt(run, 'head_commit', 'timestamp'),
  };
}

function courseOf(run: JsonValue) {
  const state = stateOf(stringAt(run, 'status'), stringAt(run, 'conclusion'));
  const goesOn = state === 'running' || state === 'waiting';
  return {
    number: numberAt(run, 'run_number'),
    branch: stringAt(run, 'head_branch'),
    startedAt: dateAt(run, 'run_started_at') ?? dateAt(run, 'created_at'),
    finishedAt: goesOn ? undefined : dateAt(run, 'updated_at'),
    url: stringAt(run, 'html_url'),
  };
}

const worstFirst: Array<CiRunFact['state']> = [
  'failed',
  'running',
  'waiting',
  'unknown',
  'passed',
];

/**
 * The CI runs of a repository, one a commit: of each workflow the newest run counts, of several workflows the worst.
 *
 * @see https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository
 */
export function parseRuns(answer: JsonValue | undefined): CiRunFact[] {
  const newest = new Map<string, CiRunFact>();
  for (const { fact, workflow } of arrayAt(answer, 'workflow_runs').flatMap(
    run => parseRun(run) ?? [],
  )) {
    const key = `${fact.commit} ${workflow}`;
    const known = newest.get(key);
    if (!known || (known.startedAt ?? '') < (fact.startedAt ?? '')) {
      newest.set(key, fact);
    }
  }
  const byCommit = new Map<string, CiRunFact>();
  for (const fact of newest.values()) {
    const known = byCommit.get(fact.commit);
    if (
      !known ||
      worstFirst.indexOf(fact.state) < worstFirst.indexOf(known.state)
    ) {
      byCommit.set(fact.commit, fact);
    }
  }
  return [...byCommit.values()].sort((a, b) =>
    (b.startedAt ?? '').localeCompare(a.startedAt ?? ''),
  );
}

/** @see https://docs.github.com/rest/commits/commits#get-a-commit */
export function parseCommit(
  answer: JsonValue | undefined,
): CommitFact | undefined {
  const sha = stringAt(answer, 'sha');
  if (!sha) {
    return undefined;
  }
  const optional = {
    message: stringAt(answer, 'commit', 'message')?.split('\n')[0],
    author:
      stringAt(answer, 'commit', 'author', 'name') ??
      stringAt(answer, 'author', 'login'),
    at:
      dateAt(answer, 'commit', 'committer', 'date') ??
      dateAt(answer, 'commit', 'author', 'date'),
    url: stringAt(answer, 'html_url'),
  };
  return {
    sha,
    ...Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ),
  };
}
