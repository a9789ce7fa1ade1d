import {
  accountPayload,
  fullAccountPayload,
  teamPayload,
} from '../payloads/account-payload';
import { repositoryPayload } from '../payloads/repository-payload';
import { ApiCall, noContent, reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { GithubContext } from '../github-context';

/** Users, organisations, teams, rate limit and the server's own description. */
export function addUserRoutes(api: ApiRoutes, context: GithubContext): void {
  const organization = (call: ApiCall) => {
    const found = context.accounts.organization(call.param('org'));
    if (!found) throw GithubError.notFound();
    return found;
  };
  const organizationPayload = (login: string) => ({
    ...accountPayload(context, login),
    url: `${context.baseUrl()}/api/v3/orgs/${login}`,
    name: context.accounts.find(login)?.name ?? login,
    description: 'Sandbox organisation',
  });

  api.get('/', () =>
    reply({ current_user_url: `${context.baseUrl()}/api/v3/user` }),
  );
  api.get('/meta', () =>
    reply({
      verifiable_password_authentication: false,
      installed_version: '3.20.0',
    }),
  );
  api.get('/rate_limit', () => {
    const core = {
      limit: 15000,
      remaining: 15000,
      used: 0,
      reset: Math.floor(context.now().getTime() / 1000) + 3600,
    };
    return reply({
      resources: { core, search: core, graphql: core },
      rate: core,
    });
  });

  api.get('/user', call => {
    // An App is nobody who signed in.
    if (call.caller.app) {
      throw new GithubError(403, 'Resource not accessible by integration');
    }
    return reply(fullAccountPayload(context, call.caller));
  });
  api.get('/user/emails', call =>
    reply([
      {
        email: call.caller.email,
        primary: true,
        verified: true,
        visibility: 'public',
      },
    ]),
  );
  api.get('/user/orgs', call =>
    call.paginate(
      context.accounts.organizations.map(each =>
        organizationPayload(each.login),
      ),
    ),
  );
  api.get('/user/teams', call => {
    const mine = context.accounts.person(call.caller.login)?.teams ?? [];
    return call.paginate(
      context.accounts.organizations.flatMap(each =>
        each.teams
          .filter(team => mine.includes(team.slug))
          .map(team => teamPayload(context, each, team)),
      ),
    );
  });
  api.get('/user/repos', call => {
    if (!call.account) throw new GithubError(401, 'Requires authentication');
    return call.paginate(context.repositories.list(), shown =>
      shown.map(each => repositoryPayload(context, each)),
    );
  });

  api.get('/users/:username', call => {
    const account = context.accounts.find(call.param('username'));
    if (!account) throw GithubError.notFound();
    return reply(fullAccountPayload(context, account));
  });

  api.get('/orgs/:org', call =>
    reply(organizationPayload(organization(call).login)),
  );
  api.get('/orgs/:org/members', call => {
    organization(call);
    return call.paginate(
      context.accounts.people.map(each => accountPayload(context, each.login)),
    );
  });
  api.get('/orgs/:org/members/:username', call => {
    organization(call);
    if (!context.accounts.person(call.param('username')))
      throw GithubError.notFound();
    return noContent;
  });
  api.get('/orgs/:org/teams', call => {
    const found = organization(call);
    return call.paginate(
      found.teams.map(team => teamPayload(context, found, team)),
    );
  });
  const team = (call: ApiCall) => {
    const found = organization(call);
    const slug = call.param('team');
    const match = found.teams.find(each => each.slug === slug);
    if (!match) throw GithubError.notFound();
    return { organization: found, team: match };
  };
  api.get('/orgs/:org/teams/:team', call => {
    const found = team(call);
    return reply(teamPayload(context, found.organization, found.team));
  });
  api.get('/orgs/:org/teams/:team/members', call => {
    const { slug } = team(call).team;
    const members = context.accounts.people.filter(each =>
      each.teams.includes(slug),
    );
    return call.paginate(
      members.map(each => accountPayload(context, each.login)),
    );
  });
  api.put('/orgs/:org/teams/:team/repos/:owner/:repo', call => {
    const { slug } = team(call).team;
    call.repository().record.teams[slug] =
      call.body.optionalString('permission') ?? 'push';
    context.touch();
    return noContent;
  });
}
