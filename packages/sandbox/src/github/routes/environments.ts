import { stableId } from '../accounts';
import { GithubContext } from '../github-context';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { Fields } from '../http/fields';
import { GithubError } from '../http/github-error';
import { accountPayload, teamPayload } from '../payloads/account-payload';
import { repositoryUrls } from '../payloads/repository-payload';
import { Repository } from '../repository';
import { EnvironmentRecord } from '../state/github-state';

export function environmentOf(call: ApiCall): EnvironmentRecord {
  const found =
    call.repository().record.environments[call.param('environment')];
  if (!found) throw GithubError.notFound();
  return found;
}

/** Deployment environments with their reviewers and branch policies. */
export function addEnvironmentRoutes(
  api: ApiRoutes,
  context: GithubContext,
): void {
  const root = '/repos/:owner/:repo/environments';
  api.get(root, call => {
    const repository = call.repository();
    const all = Object.values(repository.record.environments);
    return call.paginate(all, shown => ({
      total_count: all.length,
      environments: shown.map(each =>
        environmentPayload(context, repository, each),
      ),
    }));
  });
  api.get(`${root}/:environment`, call =>
    reply(environmentPayload(context, call.repository(), environmentOf(call))),
  );
  api.put(`${root}/:environment`, call => {
    const repository = call.repository();
    const name = call.param('environment');
    if (!/^[\w.\- ]{1,255}$/.test(name))
      throw GithubError.invalid('Environment', 'name', 'invalid');
    const at = context.now().toISOString();
    const existing: EnvironmentRecord | undefined =
      repository.record.environments[name];
    const kept = existing ?? {
      id: context.nextId(),
      createdAt: at,
      branchPolicies: [],
      variables: {},
      secrets: {},
    };
    const { branchPolicies, createdAt, id, secrets, variables } = kept;
    const environment: EnvironmentRecord = {
      id,
      name,
      createdAt,
      updatedAt: at,
      ...rulesIn(call.body),
      branchPolicies,
      variables,
      secrets,
    };
    repository.record.environments[name] = environment;
    context.touch();
    return reply(environmentPayload(context, repository, environment));
  });
  api.delete(`${root}/:environment`, call => {
    delete call.repository().record.environments[environmentOf(call).name];
    context.touch();
    return noContent;
  });
  api.post(`${root}/:environment/deployment-branch-policies`, call => {
    const environment = environmentOf(call);
    const policy = {
      id: context.nextId(),
      name: call.body.string('name'),
      type: call.body.optionalString('type') ?? 'branch',
    };
    environment.branchPolicies.push(policy);
    context.touch();
    return reply(policy);
  });
  api.get(`${root}/:environment/deployment-branch-policies`, call => {
    const { branchPolicies } = environmentOf(call);
    return reply({
      total_count: branchPolicies.length,
      branch_policies: branchPolicies,
    });
  });
}

function environmentPayload(
  context: GithubContext,
  repository: Repository,
  environment: EnvironmentRecord,
) {
  const { api, html } = repositoryUrls(context, repository);
  const rules = [
    ...(environment.waitTimer > 0
      ? [{ id: 1, type: 'wait_timer', wait_timer: environment.waitTimer }]
      : []),
    ...(environment.reviewers.length > 0
      ? [
          {
            id: 2,
            type: 'required_reviewers',
            prevent_self_review: environment.preventSelfReview,
            reviewers: environment.reviewers.map(each =>
              reviewerPayload(context, each),
            ),
          },
        ]
      : []),
    ...(environment.branchPolicy ? [{ id: 3, type: 'branch_policy' }] : []),
  ];
  return {
    id: environment.id,
    name: environment.name,
    url: `${api}/environments/${environment.name}`,
    html_url: `${html}/deployments/activity_log?environments_filter=${environment.name}`,
    created_at: environment.createdAt,
    updated_at: environment.updatedAt,
    protection_rules: rules,
    deployment_branch_policy: environment.branchPolicy ?? null,
  };
}

function reviewerPayload(
  context: GithubContext,
  { type, id }: { type: string; id: number },
) {
  if (type === 'Team') {
    for (const organization of context.accounts.organizations) {
      const team = organization.teams.find(
        each => stableId(`${organization.login}/${each.slug}`) === id,
      );
      if (team)
        return { type, reviewer: teamPayload(context, organization, team) };
    }
  }
  const account = context.accounts
    .all()
    .find(each => stableId(each.login) === id);
  return {
    type,
    reviewer: account ? accountPayload(context, account.login) : { id },
  };
}

/** What a request says about an environment; what it leaves out goes back to the default. */
function rulesIn(
  body: Fields,
): Pick<
  EnvironmentRecord,
  'waitTimer' | 'preventSelfReview' | 'reviewers' | 'branchPolicy'
> {
  const policy = body.optionalFields('deployment_branch_policy');
  const yes = (name: string) => policy?.optionalBoolean(name) ?? false;
  return {
    waitTimer: body.optionalNumber('wait_timer') ?? 0,
    preventSelfReview: body.optionalBoolean('prevent_self_review') ?? false,
    reviewers: body.fieldsList('reviewers').map(each => ({
      type: each.string('type'),
      id: each.optionalNumber('id') ?? 0,
    })),
    ...(policy
      ? {
          branchPolicy: {
            protected_branches: yes('protected_branches'),
            custom_branch_policies: yes('custom_branch_policies'),
          },
        }
      : {}),
  };
}
