import { randomBytes, timingSafeEqual } from 'node:crypto';
import express, { Request, Response, Router } from 'express';
import { GithubContext, OAuthApp } from '../github-context';
import { Fields } from '../http/fields';
import { html, page } from '../pages/html';

interface Grant {
  login: string;
  clientId: string;
  redirectUri: string;
  scope: string;
  expiresAt: number;
}

const codeLifetimeMs = 10 * 60 * 1000;

/** Sign-in: a page with the people to choose from, then the web application flow of OAuth. */
export function oauthRouter(context: GithubContext): Router {
  const router = Router();
  const grants = new Map<string, Grant>();
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const findApp = (clientId: string) =>
    context.oauthApps.find(each => each.clientId === clientId);

  router.get('/login/oauth/authorize', (request, response) => {
    const app = findApp(text(request.query.client_id));
    const redirectUri = text(request.query.redirect_uri);
    if (!app || !isRedirect(redirectUri)) {
      response
        .status(404)
        .send(
          page(
            'Sign in',
            html`<p>
              No application with this client id and redirect address.
            </p>`,
          ),
        );
      return;
    }
    const chosen = context.accounts.person(text(request.query.login_as));
    if (!chosen) {
      response.send(signInPage(context, app, request));
      return;
    }
    const code = randomBytes(10).toString('hex');
    grants.set(code, {
      login: chosen.login,
      clientId: app.clientId,
      redirectUri,
      scope: text(request.query.scope),
      expiresAt: context.now().getTime() + codeLifetimeMs,
    });
    const target = new URL(redirectUri);
    target.searchParams.set('code', code);
    const state = text(request.query.state);
    if (state) target.searchParams.set('state', state);
    response.redirect(target.toString());
  });

  router.post(
    '/login/oauth/access_token',
    express.urlencoded({ extended: false }),
    express.json(),
    (request, response) => {
      const body = new Fields(request.body);
      const [basicId, basicSecret] = basicCredentials(request);
      const app = findApp(body.optionalString('client_id') ?? basicId);
      const secret = body.optionalString('client_secret') ?? basicSecret;
      if (!app || !sameSecret(secret, app.clientSecret)) {
        answer(request, response, {
          error: 'incorrect_client_credentials',
          error_description:
            'The client_id and/or client_secret passed are incorrect.',
        });
        return;
      }
      const code = body.optionalString('code') ?? '';
      const grant = grants.get(code);
      grants.delete(code);
      if (
        !grant ||
        grant.clientId !== app.clientId ||
        grant.expiresAt < context.now().getTime()
      ) {
        answer(request, response, {
          error: 'bad_verification_code',
          error_description: 'The code passed is incorrect or expired.',
        });
        return;
      }
      const token = `gho_${randomBytes(18).toString('hex')}`;
      context.state.oauthTokens[token] = grant.login;
      context.touch();
      answer(request, response, {
        access_token: token,
        token_type: 'bearer',
        scope: grant.scope.split(/[ ,]+/).filter(Boolean).join(','),
      });
    },
  );
  return router;
}

function isRedirect(uri: string): boolean {
  return URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol);
}

function basicCredentials(request: Request): [string, string] {
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'basic') return ['', ''];
  const [id, ...secret] = Buffer.from(value, 'base64')
    .toString('utf8')
    .split(':');
  return [id, secret.join(':')];
}

function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** JSON when asked for, a form otherwise; GitHub answers 200 to failures as well. */
function answer(
  request: Request,
  response: Response,
  body: Record<string, string>,
): void {
  if ((request.headers.accept ?? '').includes('json')) response.json(body);
  else
    response
      .type('application/x-www-form-urlencoded')
      .send(new URLSearchParams(body).toString());
}

function signInPage(
  context: GithubContext,
  app: OAuthApp,
  request: Request,
): string {
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  const link = (login: string) => {
    const chosen = new URLSearchParams(query);
    chosen.set('login_as', login);
    return `/login/oauth/authorize?${chosen}`;
  };
  return page(
    'Sign in',
    html`<h1>Sign in to ${app.name}</h1>
      <p>
        This is the sandbox: choose who you want to be. No password is needed.
      </p>
      <ul class="people">
        ${context.accounts.people.map(
          each => html`<li>
            <a href="${link(each.login)}"
              ><strong>${each.name}</strong> — ${each.role}
              <code>${each.login}</code></a
            >
          </li>`,
        )}
      </ul>`,
  );
}
