import {
  createHmac,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Router } from 'express';

jest.setTimeout(60_000);

interface Key {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const newKey = (kid: string): Key => ({
  kid,
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }),
});

const part = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a job of GitHub Actions gets, unless something else is said. */
function claims(issuer: string) {
  const seconds = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    aud: 'heal7-portal',
    sub: 'repo:heal7/demo:ref:refs/heads/main',
    iat: seconds,
    nbf: seconds - 300,
    exp: seconds + 300,
  };
}

function signed(
  { kid, privateKey }: Pick<Key, 'kid' | 'privateKey'>,
  payload: object,
): string {
  const text = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString(
    'base64url',
  )}`;
}

/** Time goes on; timers keep running as they do. */
const later = (ms: number) =>
  jest.useFakeTimers({
    now: Date.now() + ms,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });

/** As the operator guide configures it; the keys are those of a server here. */
describe('which tokens the portal believes to be of GitHub Actions', () => {
  const first = newKey('first');
  let published = [first];
  let issuer: string;
  let keys: Server;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    keys = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          keys: published.map(({ kid, publicKey }) => ({
            ...publicKey.export({ format: 'jwk' }),
            kid,
            alg: 'RS256',
            use: 'sig',
          })),
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(keys, 'listening');
    const address = keys.address();
    if (!address || typeof address === 'string') throw new Error('No port');
    issuer = `http://127.0.0.1:${address.port}`;
    backend = await startTestBackend({
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        createBackendPlugin({
          pluginId: 'quality-gates',
          register(env) {
            env.registerInit({
              deps: {
                httpAuth: coreServices.httpAuth,
                httpRouter: coreServices.httpRouter,
              },
              async init({ httpAuth, httpRouter }) {
                const router = Router();
                router.post('/evaluations', (request, response, next) => {
                  httpAuth
                    .credentials(request, { allow: ['service'] })
                    .then(({ principal }) =>
                      response.json({ subject: principal.subject }),
                    )
                    .catch(next);
                });
                httpRouter.use(router);
              },
            });
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: {
              auth: {
                externalAccess: [
                  {
                    type: 'jwks',
                    options: {
                      url: `${issuer}/.well-known/jwks`,
                      issuer,
                      algorithm: 'RS256',
                      audience: 'heal7-portal',
                      subjectPrefix: 'github-actions',
                    },
                    accessRestrictions: [{ plugin: 'quality-gates' }],
                  },
                ],
              },
            },
          },
        }),
      ],
    });
  });
  afterEach(() => jest.useRealTimers());
  afterAll(async () => {
    await backend.stop();
    keys.close();
  });

  const push = async (token: string) => {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/quality-gates/evaluations`,
      { method: 'POST', headers: { authorization: `Bearer ${token}` } },
    );
    return { status: response.status, body: await response.json() };
  };

  it('those that GitHub has signed for the portal', async () => {
    expect(await push(signed(first, claims(issuer)))).toEqual({
      status: 200,
      body: {
        subject: 'external:github-actions:repo:heal7/demo:ref:refs/heads/main',
      },
    });
  });

  it.each<[string, (good: ReturnType<typeof claims>) => string]>([
    ['for another audience', it => signed(first, { ...it, aud: 'sts' })],
    ['for nobody', ({ aud: _, ...it }) => signed(first, it)],
    [
      'of another issuer',
      it => signed(first, { ...it, iss: 'https://evil.example' }),
    ],
    [
      'of an issuer whose name only begins so',
      it => signed(first, { ...it, iss: `${it.iss}/evil` }),
    ],
    ['that are over', it => signed(first, { ...it, exp: it.iat - 1 })],
    ['that are not yet good', it => signed(first, { ...it, nbf: it.exp })],
    ['without a subject', ({ sub: _, ...it }) => signed(first, it)],
    [
      'of a key that GitHub does not publish',
      it => signed({ ...newKey('other'), kid: 'first' }, it),
    ],
    [
      'without a signature',
      it => `${part({ alg: 'none', typ: 'JWT' })}.${part(it)}.`,
    ],
    [
      'signed with what everybody knows',
      it => {
        const secret = first.publicKey.export({ format: 'pem', type: 'spki' });
        const text = `${part({ alg: 'HS256', kid: 'first' })}.${part(it)}`;
        return `${text}.${createHmac('sha256', secret)
          .update(text)
          .digest('base64url')}`;
      },
    ],
    [
      'changed after they were signed',
      it => {
        const [header, , signature] = signed(first, it).split('.');
        const sub = 'repo:heal7/other:ref:refs/heads/main';
        return [header, part({ ...it, sub }), signature].join('.');
      },
    ],
    ['that are none', () => 'ghs_0123456789'],
  ])('none %s', async (_, tokenOf) => {
    expect((await push(tokenOf(claims(issuer)))).status).toBe(401);
  });

  it('those of the next key, when GitHub changes it', async () => {
    expect((await push(signed(first, claims(issuer)))).status).toBe(200);
    const next = newKey('next');
    published = [first, next];
    // Keys are asked for again at most every 30 seconds.
    later(31_000);
    expect((await push(signed(next, claims(issuer)))).status).toBe(200);
    expect((await push(signed(first, claims(issuer)))).status).toBe(200);
    published = [next];
    later(11 * 60_000);
    expect((await push(signed(next, claims(issuer)))).status).toBe(200);
    expect((await push(signed(first, claims(issuer)))).status).toBe(401);
  });
});
