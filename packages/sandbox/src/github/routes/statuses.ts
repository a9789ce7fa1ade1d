import { latestStatuses } from '../check-list';
import { GithubContext } from '../github-context';
import { reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { statusPayload } from '../payloads/check-payload';
import {
  repositoryPayload,
  repositoryUrls,
} from '../payloads/repository-payload';
import { Repository } from '../repository';
import { StatusRecord } from '../state/github-state';
import { requireRef } from './commits';

const states = ['error', 'failure', 'pending', 'success'];
const maxDescriptionLength = 140;

/** Commit statuses. Anybody who may write sets them. */
export function addStatusRoutes(api: ApiRoutes, context: GithubContext): void {
  api.post('/repos/:owner/:repo/statuses/:sha', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('sha'));
    const state = call.body.string('state');
    if (!states.includes(state))
      throw GithubError.invalid('Status', 'state', 'inclusion');
    const description = call.body.optionalString('description') ?? '';
    if (description.length > maxDescriptionLength) {
      throw GithubError.invalid(
        'Status',
        'description',
        'custom',
        'description is too long (maximum is 140 characters)',
      );
    }
    const status: StatusRecord = {
      id: context.nextId(),
      sha,
      state,
      context: call.body.optionalString('context') ?? 'default',
      description,
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
    const latest = latestStatuses(repository, sha);
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
