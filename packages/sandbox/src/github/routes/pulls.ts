import { PullRequest } from '../events';
import { GithubContext } from '../github-context';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { commitPayload, filePayload } from '../payloads/commit-payload';
import { fullPullPayload, pullPayload } from '../payloads/pull-payload';
import { Repository } from '../repository';
import { requireRef } from './commits';

/** Pull requests. */
export function addPullRoutes(api: ApiRoutes, context: GithubContext): void {
  const shape = (repository: Repository) => (each: PullRequest) =>
    pullPayload(context, repository, each);
  const find = (call: ApiCall) => {
    const repository = call.repository();
    return {
      repository,
      pullRequest: context.pullRequests.find(
        repository,
        call.numberParam('number'),
      ),
    };
  };

  api.get('/repos/:owner/:repo/pulls', call => {
    const repository = call.repository();
    const state = call.query('state') ?? 'open';
    const head = call.query('head')?.split(':').pop();
    const base = call.query('base');
    const found = context.pullRequests
      .list(repository)
      .filter(
        each =>
          (state === 'all' || each.state === state) &&
          (!head || each.pull.head === head) &&
          (!base || each.pull.base === base),
      )
      .sort(orderOf(call));
    return call.paginate(found, shown => shown.map(shape(repository)));
  });
  api.post('/repos/:owner/:repo/pulls', async call => {
    const repository = call.repository();
    const pullRequest = await context.pullRequests.open(
      repository,
      call.caller.login,
      {
        title: call.body.string('title'),
        body: call.body.optionalString('body') ?? '',
        head: call.body.string('head'),
        base: call.body.string('base'),
        draft: call.body.optionalBoolean('draft') ?? false,
      },
    );
    return reply(await fullPullPayload(context, repository, pullRequest), 201);
  });
  api.get('/repos/:owner/:repo/commits/:ref(*)/pulls', async call => {
    const repository = call.repository();
    const sha = await requireRef(repository, call.param('ref'));
    const found = [];
    for (const each of context.pullRequests.list(repository)) {
      const { pull } = each;
      const commits = await repository.reader.log(
        `${pull.baseSha}..${pull.headSha}`,
        { limit: 250 },
      );
      if (
        pull.mergeCommitSha === sha ||
        commits.some(commit => commit.sha === sha)
      )
        found.push(each);
    }
    return call.paginate(found, shown => shown.map(shape(repository)));
  });

  const reopen = (
    repository: Repository,
    pullRequest: PullRequest,
    actor: string,
  ) => {
    if (pullRequest.state === 'open' || pullRequest.pull.mergedAt) return;
    pullRequest.state = 'open';
    delete pullRequest.closedAt;
    context.pulls.publish({
      action: 'reopened',
      repository,
      pullRequest,
      actor,
    });
  };

  const path = '/repos/:owner/:repo/pulls/:number';
  api.get(path, async call => {
    const { repository, pullRequest } = find(call);
    return reply(await fullPullPayload(context, repository, pullRequest));
  });
  api.patch(path, async call => {
    const { repository, pullRequest } = find(call);
    const { body } = call;
    pullRequest.title = body.optionalString('title') ?? pullRequest.title;
    pullRequest.body = body.optionalString('body') ?? pullRequest.body;
    const base = body.optionalString('base');
    if (base !== undefined && base !== pullRequest.pull.base) {
      const baseSha = await repository.reader.resolve(`heads/${base}`);
      if (!baseSha) throw GithubError.invalid('PullRequest', 'base', 'invalid');
      Object.assign(pullRequest.pull, { base, baseSha });
    }
    pullRequest.updatedAt = context.now().toISOString();
    const actor = call.caller.login;
    const state = body.optionalString('state');
    if (state === 'closed') {
      // Not while it is being merged.
      await repository.exclusive(async () => {
        if (pullRequest.state === 'open')
          context.pullRequests.close(repository, pullRequest, actor);
      });
    } else if (state === 'open') {
      reopen(repository, pullRequest, actor);
    }
    context.touch();
    return reply(await fullPullPayload(context, repository, pullRequest));
  });
  api.get(`${path}/commits`, async call => {
    const { repository, pullRequest } = find(call);
    const { baseSha, headSha } = pullRequest.pull;
    const commits = (
      await repository.reader.log(`${baseSha}..${headSha}`, { limit: 250 })
    ).reverse();
    return call.paginate(commits, shown =>
      shown.map(each => commitPayload(context, repository, each)),
    );
  });
  api.get(`${path}/files`, async call => {
    const { repository, pullRequest } = find(call);
    const { baseSha, headSha } = pullRequest.pull;
    const start =
      (await repository.reader.mergeBase(baseSha, headSha)) ?? baseSha;
    const files = await repository.reader.diff(start, headSha);
    return call.paginate(files, shown =>
      shown.map(each => filePayload(context, repository, headSha, each)),
    );
  });
  api.get(`${path}/reviews`, call => {
    find(call);
    return reply([]);
  });
  api.get(`${path}/merge`, call => {
    if (!find(call).pullRequest.pull.mergedAt) throw GithubError.notFound();
    return noContent;
  });
  api.put(`${path}/merge`, async call => {
    const { repository, pullRequest } = find(call);
    const { body } = call;
    const sha = await context.pullRequests.merge(
      repository,
      pullRequest,
      call.caller,
      {
        method: body.optionalString('merge_method'),
        title: body.optionalString('commit_title'),
        message: body.optionalString('commit_message'),
        sha: body.optionalString('sha'),
      },
    );
    return reply({
      sha,
      merged: true,
      message: 'Pull Request successfully merged',
    });
  });
  api.post(`${path}/requested_reviewers`, call => {
    const { repository, pullRequest } = find(call);
    const { pull } = pullRequest;
    for (const login of call.body.optionalStrings('reviewers') ?? []) {
      const account = context.accounts.find(login);
      if (!account)
        throw new GithubError(
          422,
          'Reviews may only be requested from collaborators.',
        );
      if (!pull.requestedReviewers.includes(account.login))
        pull.requestedReviewers.push(account.login);
    }
    for (const slug of call.body.optionalStrings('team_reviewers') ?? []) {
      if (!pull.requestedTeams.includes(slug)) pull.requestedTeams.push(slug);
    }
    context.touch();
    return reply(pullPayload(context, repository, pullRequest), 201);
  });
}

/** `sort` and `direction` as GitHub has them: newest first, but oldest first when another field than `created` is named. */
function orderOf(call: ApiCall): (a: PullRequest, b: PullRequest) => number {
  const field = call.query('sort');
  const direction =
    call.query('direction') ?? (field && field !== 'created' ? 'asc' : 'desc');
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) =>
    sign *
    ((field === 'updated' ? a.updatedAt.localeCompare(b.updatedAt) : 0) ||
      a.number - b.number);
}
