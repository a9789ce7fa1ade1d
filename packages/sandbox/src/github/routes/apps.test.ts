import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { SignJWT, generateKeyPair } from 'jose';
import { createGithubServer } from '../github-server';
import { minji, startGithub, TestGithub } from '../testing/start-github';

jest.setTimeout(60_000);

describe('the GitHub App of the sandbox', () => {
  let server: TestGithub;
  beforeAll(async () => {
    server = await startGithub();
    await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: { 'README.md': '# demo\n' },
      message: 'Start',
      author: minji,
    });
  });
  afterAll(() => server.stop());

  const credentials = () =>
    DefaultGithubCredentialsProvider.fromIntegrations(
      ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [
              {
                host: new URL(server.url).host,
                apiBaseUrl: `${server.url}/api/v3`,
                apps: [server.appConfig()],
              },
            ],
          },
        }),
      ),
    ).getCredentials({ url: `${server.url}/heal7/demo` });

  it("gives Backstage's credentials provider an installation token", async () => {
    const { token, type } = await credentials();
    expect(type).toBe('app');
    const repositories = await server.api('/installation/repositories', {
      token,
    });
    expect(await repositories.json()).toMatchObject({
      total_count: 1,
      repositories: [{ full_name: 'heal7/demo' }],
    });
    const user = await server.api('/user', { token });
    expect(user.status).toBe(403);
    expect(await user.json()).toMatchObject({
      message: 'Resource not accessible by integration',
    });
  });

  it('keeps its key and its tokens over a restart', async () => {
    const own = await startGithub();
    const token = own.appToken();
    const { privateKey } = own.appConfig();
    await own.github.stop();
    const again = createGithubServer({
      port: 0,
      stateDirectory: own.directory,
    });
    await again.start();
    try {
      const answer = await fetch(
        `${again.url()}/api/v3/installation/repositories`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      expect(answer.status).toBe(200);
      expect(privateKey).toContain('BEGIN RSA PRIVATE KEY');
      expect(own.appConfig().privateKey).toBe(privateKey);
    } finally {
      await again.stop();
      await own.stop();
    }
  });

  it('ends tokens after an hour', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const own = await startGithub({ now: () => now });
    try {
      const token = own.appToken();
      const status = async () =>
        (await own.api('/installation/repositories', { token })).status;
      expect(await status()).toBe(200);
      now = new Date('2026-01-01T01:00:00Z');
      expect(await status()).toBe(401);
    } finally {
      await own.stop();
    }
  });

  it('believes nobody who has another key', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ iss: '1' })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    for (const token of [forged, 'ghp_sandboxportal', 'x']) {
      const answer = await server.api('/app/installations', { token });
      expect(answer.status).toBe(401);
    }
  });
});
