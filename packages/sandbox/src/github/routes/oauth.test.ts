import { ConfigReader } from '@backstage/config';
import { githubAuthenticator } from '@backstage/plugin-auth-backend-module-github-provider';
import express from 'express';
import request from 'supertest';
import { startGithub, TestGithub } from '../testing/start-github';

jest.setTimeout(60_000);

describe('sign-in', () => {
  let server: TestGithub;
  beforeEach(async () => {
    server = await startGithub();
  });
  afterEach(() => server.stop());

  const authorize = (extra: Record<string, string> = {}) =>
    `${server.url}/login/oauth/authorize?${new URLSearchParams({
      client_id: 'heal7-portal',
      redirect_uri: 'http://localhost:7007/api/auth/github/handler/frame',
      response_type: 'code',
      scope: 'read:user',
      state: 'abc&d',
      ...extra,
    })}`;
  const codeFor = async (login: string, url = authorize()) => {
    const page = await (await fetch(url)).text();
    const href =
      new RegExp(`href="([^"]*login_as=${login}[^"]*)"`).exec(page)?.[1] ?? '';
    const answer = await fetch(`${server.url}${href.replace(/&amp;/g, '&')}`, {
      redirect: 'manual',
    });
    const target = new URL(answer.headers.get('location') ?? '');
    expect(target.searchParams.get('state')).toBe('abc&d');
    return target.searchParams.get('code') ?? '';
  };

  it('lists the people and says who they are', async () => {
    const page = await (await fetch(authorize())).text();
    expect(page).toContain(
      'Minji Kim</strong> — developer, owns saju-calculator',
    );
    expect(page).toContain('Eunji Han</strong> — CTO');
  });

  it('refuses unknown applications, wrong secrets and used codes', async () => {
    expect((await fetch(authorize({ client_id: 'other' }))).status).toBe(404);
    expect(
      (await fetch(authorize({ redirect_uri: 'ftp://localhost/x' }))).status,
    ).toBe(404);
    const code = await codeFor('minji');
    const exchange = async (secret: string) =>
      (
        await fetch(`${server.url}/login/oauth/access_token`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
          },
          body: JSON.stringify({
            client_id: 'heal7-portal',
            client_secret: secret,
            code,
          }),
        })
      ).json();
    expect(await exchange('wrong')).toMatchObject({
      error: 'incorrect_client_credentials',
    });
    expect(await exchange('sandbox-secret')).toMatchObject({
      token_type: 'bearer',
      scope: 'read:user',
    });
    expect(await exchange('sandbox-secret')).toMatchObject({
      error: 'bad_verification_code',
    });
  });

  it('signs people in through the GitHub provider of the auth backend', async () => {
    const app = express();
    const helper = githubAuthenticator.initialize({
      callbackUrl: 'http://localhost:7007/api/auth/github/handler/frame',
      config: new ConfigReader({
        clientId: 'heal7-portal',
        clientSecret: 'sandbox-secret',
        enterpriseInstanceUrl: server.url,
      }),
    });
    app.get('/start', (req, res, next) => {
      githubAuthenticator
        .start({ req, scope: 'read:user', state: 'abc&d' }, helper)
        .then(({ url }) => res.json({ url }), next);
    });
    app.get('/frame', (req, res, next) => {
      githubAuthenticator
        .authenticate({ req }, helper)
        .then(result => res.json(result), next);
    });
    const { url } = (await request(app).get('/start')).body;
    expect(url).toContain(`${server.url}/login/oauth/authorize?`);
    const code = await codeFor('haneul', url);
    const { fullProfile, session } = (
      await request(app).get('/frame').query({ code, state: 'abc&d' })
    ).body;
    expect(fullProfile).toMatchObject({
      username: 'haneul',
      displayName: 'Haneul Lee',
    });
    expect(session.scope).toBe('read:user');
    expect(
      await (await server.api('/user', { token: session.accessToken })).json(),
    ).toMatchObject({
      login: 'haneul',
      email: 'haneul@heal7.com',
    });
  });
});
