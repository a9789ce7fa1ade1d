import { checkRunsOf, latestCheckRuns } from '../check-list';
import { appIds } from '../github-app';
import { GithubContext } from '../github-context';
import { ApiCall, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { Fields } from '../http/fields';
import { GithubError } from '../http/github-error';
import { checkRunPayload, jobAsCheckRun } from '../payloads/check-payload';
import { CheckRunRecord } from '../state/github-state';
import { requireRef } from './commits';

const statuses = ['queued', 'in_progress', 'completed'];
const conclusions = [
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'success',
  'skipped',
  'stale',
  'timed_out',
];
/** Of `output.summary` and `output.text`, each. */
const maxOutputLength = 65_535;

/** Check runs. Only Apps make them. */
export function addCheckRoutes(api: ApiRoutes, context: GithubContext): void {
  api.get('/repos/:owner/:repo/commits/:ref(*)/check-runs', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('ref'));
    const all = checkRunsOf(context, repository, sha);
    const found = (
      call.query('filter') === 'all' ? all : latestCheckRuns(all)
    ).filter(check => isWanted(call, check));
    return call.paginate(found, shown => ({
      total_count: found.length,
      check_runs: shown.map(each => checkRunPayload(context, repository, each)),
    }));
  });
  api.post('/repos/:owner/:repo/check-runs', async call => {
    const app = requireApp(call);
    const repository = call.repository();
    const name = call.body.string('name');
    const headSha = call.body.string('head_sha');
    const sha = await requireCommit(call, headSha);
    const at = context.now().toISOString();
    const check: CheckRunRecord = {
      id: context.nextId(),
      sha,
      name,
      status: 'queued',
      externalId: '',
      detailsUrl: '',
      output: {},
      startedAt: at,
      app,
    };
    applyCheckChanges(call, check, at);
    repository.record.checkRuns = [...repository.record.checkRuns, check].slice(
      -500,
    );
    context.touch();
    return reply(checkRunPayload(context, repository, check), 201);
  });
  const find = (call: ApiCall) => {
    const repository = call.repository();
    const id = call.numberParam('id');
    const own = repository.record.checkRuns.find(each => each.id === id);
    return { repository, id, own };
  };
  api.get('/repos/:owner/:repo/check-runs/:id', call => {
    const { repository, id, own } = find(call);
    const job = repository.record.runs
      .flatMap(run =>
        run.jobs.map(each => jobAsCheckRun(context, repository, run, each)),
      )
      .find(each => each.id === id);
    const check = own ?? job;
    if (!check) throw GithubError.notFound();
    return reply(checkRunPayload(context, repository, check));
  });
  api.patch('/repos/:owner/:repo/check-runs/:id', call => {
    const app = requireApp(call);
    const { repository, own } = find(call);
    if (!own) throw GithubError.notFound();
    if (own.app !== app) {
      throw new GithubError(
        403,
        `Invalid app_id \`${appIds[app]}\` - check run can only be modified by the GitHub App that created it.`,
      );
    }
    applyCheckChanges(call, own, context.now().toISOString());
    context.touch();
    return reply(checkRunPayload(context, repository, own));
  });
}

/** Slug of the App that asks; personal tokens are turned away with GitHub's own words. */
function requireApp(call: ApiCall): string {
  const { app } = call.caller;
  if (!app)
    throw new GithubError(403, 'You must authenticate via a GitHub App.');
  return app;
}

async function requireCommit(call: ApiCall, sha: string): Promise<string> {
  if (!/^[0-9a-f]{40}$/.test(sha)) {
    throw new GithubError(
      422,
      'Invalid request.\n\nThe head_sha must be a full commit SHA.',
    );
  }
  const found = await call.repository().reader.resolve(sha);
  if (!found) throw new GithubError(422, `No commit found for SHA: ${sha}`);
  return found;
}

function isWanted(call: ApiCall, check: CheckRunRecord): boolean {
  const asked: Array<[string | undefined, string]> = [
    [call.query('check_name'), check.name],
    [call.query('status'), check.status],
    [call.query('app_id'), String(appIds[check.app] ?? 0)],
  ];
  return asked.every(([wanted, value]) => !wanted || wanted === value);
}

/** Checked before anything is changed. */
function requestedState(body: Fields, check: CheckRunRecord) {
  const conclusion = body.optionalString('conclusion');
  if (conclusion !== undefined && !conclusions.includes(conclusion)) {
    throw GithubError.invalid('CheckRun', 'conclusion', 'invalid');
  }
  const status =
    body.optionalString('status') ?? (conclusion ? 'completed' : check.status);
  if (!statuses.includes(status)) {
    throw GithubError.invalid('CheckRun', 'status', 'invalid');
  }
  if (status === 'completed' && !conclusion && !check.conclusion) {
    throw GithubError.invalid('CheckRun', 'conclusion', 'missing_field');
  }
  return { status, conclusion };
}

function requestedOutput(body: Fields) {
  const output = body.optionalFields('output');
  if (!output) return undefined;
  const text = (name: string, value: string | undefined) => {
    if (value !== undefined && value.length > maxOutputLength) {
      throw GithubError.invalid('CheckRun', name, 'too_long');
    }
    return value;
  };
  return {
    title: output.string('title'),
    summary: text('summary', output.string('summary')),
    text: text('text', output.optionalString('text')) ?? null,
  };
}

function applyCheckChanges(
  call: ApiCall,
  check: CheckRunRecord,
  at: string,
): void {
  const { body } = call;
  const { status, conclusion } = requestedState(body, check);
  const output = requestedOutput(body);
  check.name = body.optionalString('name') ?? check.name;
  check.status = status;
  if (status !== 'completed') {
    delete check.conclusion;
    delete check.completedAt;
  } else if (conclusion) {
    check.conclusion = conclusion;
    check.completedAt = body.optionalString('completed_at') ?? at;
  }
  check.externalId = body.optionalString('external_id') ?? check.externalId;
  check.detailsUrl = body.optionalString('details_url') ?? check.detailsUrl;
  check.startedAt = body.optionalString('started_at') ?? check.startedAt;
  if (output) check.output = { ...check.output, ...output };
}
