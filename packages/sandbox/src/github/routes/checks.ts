import { GithubContext } from '../github-context';
import { ApiCall, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import {
  checkRunPayload,
  jobAsCheckRun,
  statusPayload,
} from '../payloads/check-payload';
import {
  repositoryPayload,
  repositoryUrls,
} from '../payloads/repository-payload';
import { Repository } from '../repository';
import { CheckRunRecord, StatusRecord } from '../state/github-state';
import { requireRef } from './commits';

const states = ['error', 'failure', 'pending', 'success'];
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

/** Commit statuses and check runs. */
export function addCheckRoutes(api: ApiRoutes, context: GithubContext): void {
  addStatusRoutes(api, context);

  const checks = (repository: Repository, sha: string): CheckRunRecord[] => [
    ...repository.record.checkRuns.filter(each => each.sha === sha),
    ...repository.record.runs
      .filter(run => run.headSha === sha)
      .flatMap(run =>
        run.jobs.map(job => jobAsCheckRun(context, repository, run, job)),
      ),
  ];

  api.get('/repos/:owner/:repo/commits/:ref(*)/check-runs', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('ref'));
    const name = call.query('check_name');
    const found = checks(repository, sha).filter(
      each => !name || each.name === name,
    );
    return call.paginate(found, shown => ({
      total_count: found.length,
      check_runs: shown.map(each => checkRunPayload(context, repository, each)),
    }));
  });
  api.post('/repos/:owner/:repo/check-runs', async call => {
    const repository = call.repository();
    const name = call.body.string('name');
    const sha = await requireRef(repository, call.body.string('head_sha'));
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
      app: call.caller.login,
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
    const { repository, own } = find(call);
    if (!own) throw GithubError.notFound();
    applyCheckChanges(call, own, context.now().toISOString());
    context.touch();
    return reply(checkRunPayload(context, repository, own));
  });
}

function applyCheckChanges(
  call: ApiCall,
  check: CheckRunRecord,
  at: string,
): void {
  const { body } = call;
  const conclusion = body.optionalString('conclusion');
  if (conclusion !== undefined && !conclusions.includes(conclusion)) {
    throw GithubError.invalid('CheckRun', 'conclusion', 'invalid');
  }
  const status =
    body.optionalString('status') ?? (conclusion ? 'completed' : check.status);
  if (!['queued', 'in_progress', 'completed'].includes(status)) {
    throw GithubError.invalid('CheckRun', 'status', 'invalid');
  }
  if (status === 'completed' && !conclusion && !check.conclusion) {
    throw GithubError.invalid('CheckRun', 'conclusion', 'missing_field');
  }
  check.name = body.optionalString('name') ?? check.name;
  check.status = status;
  if (conclusion) {
    check.conclusion = conclusion;
    check.completedAt = body.optionalString('completed_at') ?? at;
  }
  check.externalId = body.optionalString('external_id') ?? check.externalId;
  check.detailsUrl = body.optionalString('details_url') ?? check.detailsUrl;
  check.startedAt = body.optionalString('started_at') ?? check.startedAt;
  const output = body.optionalFields('output');
  if (output)
    check.output = {
      ...check.output,
      title: output.string('title'),
      summary: output.string('summary'),
      text: output.optionalString('text') ?? null,
    };
}

function addStatusRoutes(api: ApiRoutes, context: GithubContext): void {
  api.post('/repos/:owner/:repo/statuses/:sha', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('sha'));
    const state = call.body.string('state');
    if (!states.includes(state))
      throw GithubError.invalid('Status', 'state', 'inclusion');
    const status: StatusRecord = {
      id: context.nextId(),
      sha,
      state,
      context: call.body.optionalString('context') ?? 'default',
      description: call.body.optionalString('description') ?? '',
      targetUrl: call.body.optionalString('target_url') ?? '',
      creator: call.caller.login,
      createdAt: context.now().toISOString(),
    };
    repository.record.statuses = [...repository.record.statuses, status].slice(
      -500,
    );
    context.touch();
    return reply(statusPayload(context, repository, status), 201);
  });
  const of = (repository: Repository, sha: string) =>
    repository.record.statuses.filter(each => each.sha === sha).reverse();
  api.get('/repos/:owner/:repo/commits/:ref(*)/statuses', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('ref'));
    return call.paginate(
      of(repository, sha).map(each => statusPayload(context, repository, each)),
    );
  });
  api.get('/repos/:owner/:repo/commits/:ref(*)/status', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('ref'));
    const latest = of(repository, sha).filter(
      (each, i, all) =>
        all.findIndex(other => other.context === each.context) === i,
    );
    let state = 'pending';
    if (latest.some(each => each.state === 'failure' || each.state === 'error'))
      state = 'failure';
    else if (
      latest.length > 0 &&
      latest.every(each => each.state === 'success')
    )
      state = 'success';
    const { api: url } = repositoryUrls(context, repository);
    return reply({
      state,
      sha,
      total_count: latest.length,
      statuses: latest.map(each => statusPayload(context, repository, each)),
      repository: repositoryPayload(context, repository),
      commit_url: `${url}/commits/${sha}`,
      url: `${url}/commits/${sha}/status`,
    });
  });
}
