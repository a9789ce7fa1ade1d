import { Request, Router } from 'express';
import { GithubContext } from '../github-context';
import { reply } from '../http/api-call';
import { ApiRoutes } from '../http/api-routes';
import { GithubError } from '../http/github-error';
import { accountPayload } from '../payloads/account-payload';
import { repositoryPayload } from '../payloads/repository-payload';

/** GitHub writes whole seconds. */
const seconds = (iso: string) => iso.replace(/\.\d+Z$/, 'Z');
const madeAt = '2025-01-01T00:00:00Z';

function appPayload(context: GithubContext) {
  const { app } = context;
  return {
    id: app.id,
    slug: app.slug,
    name: 'HEAL7 portal',
    owner: accountPayload(context, 'heal7'),
    html_url: `${context.baseUrl()}/apps/${app.slug}`,
    permissions: app.permissions,
    events: [],
    created_at: madeAt,
    updated_at: madeAt,
  };
}

function installationPayload(context: GithubContext, organization: string) {
  const { app } = context;
  const id = app.installationId(organization);
  return {
    id,
    account: {
      ...accountPayload(context, organization),
      type: 'Organization',
    },
    repository_selection: 'all',
    access_tokens_url: `${context.baseUrl()}/api/v3/app/installations/${id}/access_tokens`,
    app_id: app.id,
    app_slug: app.slug,
    target_type: 'Organization',
    permissions: app.permissions,
    events: [],
    suspended_at: null,
    suspended_by: null,
    created_at: madeAt,
    updated_at: madeAt,
  };
}

/** What the App asks as itself, with a JSON web token signed by its key. */
export function appRouter(context: GithubContext): Router {
  const router = Router();
  const { app } = context;
  const requireApp = async (request: Request) => {
    const [, token = ''] = (request.headers.authorization ?? '').split(' ', 2);
    if (!(await app.signed(token))) {
      throw new GithubError(401, 'A JSON web token could not be decoded');
    }
  };
  const organizations = () =>
    context.accounts.organizations.map(each => each.login);
  const add = (
    method: 'get' | 'post',
    path: string,
    answer: (request: Request) => { status: number; body: unknown },
  ) => {
    router[method](path, (request, response, next) => {
      requireApp(request)
        .then(() => {
          const { status, body } = answer(request);
          response.status(status).json(body);
        })
        .catch(next);
    });
  };

  add('get', '/app', () => ({ status: 200, body: appPayload(context) }));
  add('get', '/app/installations', () => ({
    status: 200,
    body: organizations().map(each => installationPayload(context, each)),
  }));
  add('get', '/orgs/:org/installation', request => {
    const found = context.accounts.organization(request.params.org);
    if (!found) throw GithubError.notFound();
    return { status: 200, body: installationPayload(context, found.login) };
  });
  add('post', '/app/installations/:id/access_tokens', request => {
    const owner = organizations().find(
      each => String(app.installationId(each)) === request.params.id,
    );
    if (!owner) throw GithubError.notFound();
    const { token, expiresAt } = app.createToken();
    const { permissions } = app;
    return {
      status: 201,
      body: {
        token,
        expires_at: seconds(expiresAt),
        permissions,
        repository_selection: 'all',
      },
    };
  });
  return router;
}

/** What an installation of the App asks with its token. */
export function addAppRoutes(api: ApiRoutes, context: GithubContext): void {
  api.get('/installation/repositories', call => {
    if (call.caller.app !== context.app.slug) {
      throw new GithubError(
        403,
        'You must authenticate with an installation access token in order to list repositories for an installation.',
      );
    }
    const found = context.repositories.list();
    return call.paginate(found, shown => ({
      total_count: found.length,
      repository_selection: 'all',
      repositories: shown.map(each => repositoryPayload(context, each)),
    }));
  });
  api.get('/apps/:slug', call => {
    if (call.param('slug') !== context.app.slug) throw GithubError.notFound();
    return reply(appPayload(context));
  });
}
