import { isPullRequest } from '../events';
import { GithubContext } from '../github-context';
import { ApiCall, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { Fields } from '../http/fields';
import { GithubError } from '../http/github-error';
import { repositoryUrls } from '../payloads/repository-payload';

/**
 * The two GraphQL documents that Backstage's Scaffolder sends (opening pull requests; committing when `git push` is blocked) and
 * `viewer`. The sandbox is no GraphQL server: any other document is refused with a GraphQL error that says so.
 */
export function addGraphqlRoutes(api: ApiRoutes, context: GithubContext): void {
  api.post('/graphql', async call => {
    const query = call.body.string('query');
    const variables = call.body.optionalFields('variables') ?? new Fields({});
    try {
      if (/\bcreateCommitOnBranch\s*\(/.test(query)) {
        return reply({
          data: await createCommitOnBranch(context, call, variables),
        });
      }
      if (/\bassociatedPullRequests\s*\(/.test(query)) {
        return reply({ data: await branchWithPullRequest(context, variables) });
      }
      if (/^\s*(query\s*)?\{\s*viewer\s*\{/.test(query)) {
        return reply({ data: { viewer: { login: call.caller.login } } });
      }
      return reply({
        errors: [
          {
            type: 'UNSUPPORTED',
            message: 'The sandbox GitHub does not know this GraphQL document.',
          },
        ],
      });
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      return reply({
        data: null,
        errors: [{ type: 'UNPROCESSABLE', message: error.message }],
      });
    }
  });
}

async function branchWithPullRequest(
  context: GithubContext,
  variables: Fields,
) {
  const repository = context.repositories.find(
    variables.string('owner'),
    variables.string('repo'),
  );
  if (!repository)
    throw new GithubError(404, 'Could not resolve to a Repository.');
  const head = variables.string('head').replace(/^refs\/heads\//, '');
  if (!(await repository.reader.resolve(`heads/${head}`)))
    return { repository: { ref: null } };
  const { html } = repositoryUrls(context, repository);
  const open = repository.record.issues
    .filter(isPullRequest)
    .filter(each => each.state === 'open' && each.pull.head === head)
    .slice(0, 1);
  return {
    repository: {
      ref: {
        associatedPullRequests: {
          edges: open.map(each => ({
            node: {
              id: String(each.id),
              number: each.number,
              url: `${html}/pull/${each.number}`,
            },
          })),
        },
      },
    },
  };
}

async function createCommitOnBranch(
  context: GithubContext,
  call: ApiCall,
  variables: Fields,
) {
  const input = variables.optionalFields('input') ?? new Fields({});
  const target = input.optionalFields('branch') ?? new Fields({});
  const [owner, name] = target.string('repositoryNameWithOwner').split('/');
  const repository = context.repositories.get(owner, name);
  const branch = target.string('branchName');
  const head = await repository.reader.resolve(`heads/${branch}`);
  const expected = input.string('expectedHeadOid');
  if (head !== expected) {
    throw new GithubError(
      422,
      `Expected branch to point to "${expected}" but it did not (expectedHeadOid).`,
    );
  }
  const message = input.optionalFields('message') ?? new Fields({});
  const changes = input.optionalFields('fileChanges') ?? new Fields({});
  const body = message.optionalString('body');
  const oid = await context.repositories.commit(repository, {
    branch,
    files: Object.fromEntries(
      changes
        .fieldsList('additions')
        .map(each => [
          each.string('path'),
          Buffer.from(each.string('contents'), 'base64'),
        ]),
    ),
    deletions: changes.fieldsList('deletions').map(each => each.string('path')),
    message: body
      ? `${message.string('headline')}\n\n${body}`
      : message.string('headline'),
    author: call.caller,
    pusher: call.caller.login,
    expectedHead: expected,
  });
  const { html } = repositoryUrls(context, repository);
  return {
    createCommitOnBranch: { commit: { oid, url: `${html}/commit/${oid}` } },
  };
}
