import { GithubContext } from '../github-context';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { Fields } from '../http/fields';
import { GithubError } from '../http/github-error';
import { assertRefName } from '../names';
import { accountPayload, teamPayload } from '../payloads/account-payload';
import { repositoryPayload } from '../payloads/repository-payload';
import { Repository } from '../repository';

const settingNames = [
  'has_issues',
  'has_projects',
  'has_wiki',
  'allow_merge_commit',
  'allow_squash_merge',
  'allow_rebase_merge',
  'allow_auto_merge',
  'allow_update_branch',
  'delete_branch_on_merge',
  'squash_merge_commit_title',
  'squash_merge_commit_message',
];

function settingsOf(body: Fields): Record<string, boolean | string> {
  const settings: Record<string, boolean | string> = {};
  for (const name of settingNames) {
    const value = body.all[name];
    if (typeof value === 'boolean' || typeof value === 'string')
      settings[name] = value;
  }
  return settings;
}

function customPropertiesOf(body: Fields): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const [name, value] of Object.entries(
    body.optionalFields('custom_properties')?.all ?? {},
  )) {
    properties[name] = String(value);
  }
  return properties;
}

function isPrivate(body: Fields): boolean | undefined {
  const visibility = body.optionalString('visibility');
  if (visibility !== undefined) return visibility !== 'public';
  return body.optionalBoolean('private');
}

/** Repositories themselves: list, create, read, change, delete, topics, people with access. */
export function addRepositoryRoutes(
  api: ApiRoutes,
  context: GithubContext,
): void {
  const shape = (repository: Repository) =>
    repositoryPayload(context, repository);

  const list = (owner: string) => (call: ApiCall) => {
    const name = call.param(owner);
    if (!context.accounts.find(name)) throw GithubError.notFound();
    const visible = context.repositories
      .list(name)
      .filter(each => call.account || !each.record.private);
    return call.paginate(visible, shown => shown.map(shape));
  };
  api.get('/orgs/:org/repos', list('org'));
  api.get('/users/:username/repos', list('username'));

  const create = async (call: ApiCall, owner: string) => {
    const { body } = call;
    const repository = await context.repositories.create(
      owner,
      body.string('name'),
      {
        description: body.optionalString('description') ?? '',
        homepage: body.optionalString('homepage') ?? '',
        private: isPrivate(body) ?? false,
        settings: settingsOf(body),
        customProperties: customPropertiesOf(body),
      },
    );
    if (body.optionalBoolean('auto_init')) {
      await context.repositories.commit(repository, {
        branch: repository.record.defaultBranch,
        files: { 'README.md': `# ${repository.record.name}\n` },
        message: 'Initial commit',
        author: call.caller,
        pusher: call.caller.login,
      });
    }
    return reply(shape(repository), 201);
  };
  api.post('/orgs/:org/repos', call => {
    const organization = context.accounts.organization(call.param('org'));
    if (!organization) throw GithubError.notFound();
    return create(call, organization.login);
  });
  api.post('/user/repos', call => create(call, call.caller.login));

  api.get('/repos/:owner/:repo', call => reply(shape(call.repository())));
  api.patch('/repos/:owner/:repo', async call => {
    const repository = call.repository();
    const { record } = repository;
    const { body } = call;
    record.description =
      body.optionalString('description') ?? record.description;
    record.homepage = body.optionalString('homepage') ?? record.homepage;
    record.private = isPrivate(body) ?? record.private;
    record.archived = body.optionalBoolean('archived') ?? record.archived;
    Object.assign(record.settings, settingsOf(body));
    const branch = body.optionalString('default_branch');
    if (branch !== undefined) {
      assertRefName(branch);
      if (!(await repository.reader.resolve(`heads/${branch}`))) {
        throw GithubError.invalid(
          'Repository',
          'default_branch',
          'invalid',
          `The branch ${branch} was not found.`,
        );
      }
      record.defaultBranch = branch;
      await repository.writer.setHead(branch);
    }
    record.updatedAt = context.now().toISOString();
    context.touch();
    return reply(shape(repository));
  });
  api.delete('/repos/:owner/:repo', async call => {
    await context.repositories.delete(call.repository());
    return noContent;
  });

  api.get('/repos/:owner/:repo/topics', call =>
    reply({ names: call.repository().record.topics }),
  );
  api.put('/repos/:owner/:repo/topics', call => {
    const { record } = call.repository();
    const names = call.body.optionalStrings('names') ?? [];
    if (names.some(name => !/^[a-z0-9][a-z0-9-]{0,49}$/.test(name))) {
      throw GithubError.invalid(
        'Topic',
        'names',
        'invalid',
        'Topics are lower case letters, numbers and hyphens.',
      );
    }
    record.topics = names;
    context.touch();
    return reply({ names });
  });
  api.get('/repos/:owner/:repo/languages', call => {
    call.repository();
    return reply({});
  });

  addAccessRoutes(api, context);
}

function addAccessRoutes(api: ApiRoutes, context: GithubContext): void {
  api.get('/repos/:owner/:repo/collaborators', call => {
    const { record } = call.repository();
    return call.paginate(
      Object.entries(record.collaborators).map(([login, permission]) => ({
        ...accountPayload(context, login),
        role_name: permission,
      })),
    );
  });
  api.put('/repos/:owner/:repo/collaborators/:username', call => {
    const { record } = call.repository();
    const account = context.accounts.find(call.param('username'));
    if (!account) throw GithubError.notFound();
    record.collaborators[account.login] =
      call.body.optionalString('permission') ?? 'push';
    context.touch();
    return noContent;
  });
  api.get('/repos/:owner/:repo/collaborators/:username/permission', call => {
    const { record } = call.repository();
    const account = context.accounts.find(call.param('username'));
    if (!account) throw GithubError.notFound();
    const permission = record.collaborators[account.login] ?? 'write';
    return reply({
      permission,
      role_name: permission,
      user: accountPayload(context, account.login),
    });
  });
  api.get('/repos/:owner/:repo/teams', call => {
    const { record } = call.repository();
    const organization = context.accounts.organization(record.owner);
    if (!organization) return reply([]);
    return call.paginate(
      organization.teams
        .filter(team => record.teams[team.slug])
        .map(team => ({
          ...teamPayload(context, organization, team),
          permission: record.teams[team.slug],
        })),
    );
  });
}
