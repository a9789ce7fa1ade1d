import { GithubContext } from '../github-context';
import { ApiCall, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { commentPayload, issuePayload } from '../payloads/pull-payload';

/** Issues, comments, labels and assignees. */
export function addIssueRoutes(api: ApiRoutes, context: GithubContext): void {
  const find = (call: ApiCall) => {
    const repository = call.repository();
    const number = call.numberParam('number');
    const issue = repository.record.issues.find(each => each.number === number);
    if (!issue) throw GithubError.notFound();
    return { repository, issue };
  };
  const labelPayload = (name: string) => ({
    id: 1,
    name,
    color: 'ededed',
    default: false,
    description: null,
  });

  api.get('/repos/:owner/:repo/issues', call => {
    const repository = call.repository();
    const state = call.query('state') ?? 'open';
    const found = repository.record.issues
      .filter(each => state === 'all' || each.state === state)
      .sort((a, b) => b.number - a.number);
    return call.paginate(found, shown =>
      shown.map(each => issuePayload(context, repository, each)),
    );
  });
  api.post('/repos/:owner/:repo/issues', call => {
    const repository = call.repository();
    const issue = context.pullRequests.addIssue(repository, call.caller.login, {
      title: call.body.string('title'),
      body: call.body.optionalString('body') ?? '',
      labels: call.body.optionalStrings('labels') ?? [],
      assignees: call.body.optionalStrings('assignees') ?? [],
    });
    return reply(issuePayload(context, repository, issue), 201);
  });
  const path = '/repos/:owner/:repo/issues/:number';
  api.get(path, call => {
    const { repository, issue } = find(call);
    return reply(issuePayload(context, repository, issue));
  });
  api.patch(path, call => {
    const { repository, issue } = find(call);
    const state = call.body.optionalString('state');
    issue.title = call.body.optionalString('title') ?? issue.title;
    issue.body = call.body.optionalString('body') ?? issue.body;
    issue.labels = call.body.optionalStrings('labels') ?? issue.labels;
    issue.updatedAt = context.now().toISOString();
    if (state === 'closed' || state === 'open') {
      issue.state = state;
      if (state === 'closed') issue.closedAt = issue.updatedAt;
    }
    context.touch();
    return reply(issuePayload(context, repository, issue));
  });
  api.get(`${path}/comments`, call => {
    const { repository, issue } = find(call);
    return call.paginate(issue.comments, shown =>
      shown.map(each => commentPayload(context, repository, issue, each)),
    );
  });
  api.post(`${path}/comments`, call => {
    const { repository, issue } = find(call);
    const comment = context.pullRequests.comment(
      issue,
      call.caller.login,
      call.body.string('body'),
    );
    return reply(commentPayload(context, repository, issue, comment), 201);
  });
  api.post(`${path}/labels`, call => {
    const { issue } = find(call);
    const names = call.body.optionalStrings('labels') ?? [];
    issue.labels = [...new Set([...issue.labels, ...names])];
    context.touch();
    return reply(issue.labels.map(labelPayload));
  });
  api.post(`${path}/assignees`, call => {
    const { repository, issue } = find(call);
    const known = (call.body.optionalStrings('assignees') ?? []).filter(login =>
      context.accounts.find(login),
    );
    issue.assignees = [...new Set([...issue.assignees, ...known])];
    context.touch();
    return reply(issuePayload(context, repository, issue), 201);
  });
}
