import { TestServer, type Answer } from '../testing';
import { ciToken } from './ciToken';

describe('ciToken', () => {
  let server: TestServer;
  let answers: Answer[];
  let delays: number[];

  beforeEach(async () => {
    answers = [];
    delays = [];
    server = await new TestServer(
      () => answers.shift() ?? { status: 200, body: { value: 'identity' } },
    ).start();
  });
  afterEach(() => server.stop());

  const actions = () => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/identity?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  });
  const find = (
    env: Record<string, string | undefined>,
    audience = 'heal7-portal',
  ) =>
    ciToken(audience, {
      env,
      fetch,
      sleep: async milliseconds => {
        delays.push(milliseconds);
      },
    });

  it('prefers the token it was given', async () => {
    const env = { ...actions(), HEAL7_GATES_TOKEN: 'own' };
    expect(await find(env)).toMatchObject({ token: 'own' });
    expect(server.received).toEqual([]);
  });

  it('asks GitHub for the audience that the portal wants', async () => {
    expect(await find(actions(), 'a b&c')).toMatchObject({ token: 'identity' });
    expect(server.received).toMatchObject([
      {
        method: 'GET',
        url: '/identity?api-version=2.0&audience=a+b%26c',
        authorization: 'Bearer request-token',
      },
    ]);
  });

  it('finds none elsewhere', async () => {
    expect(await find({})).toBeUndefined();
    expect(
      await find({ ...actions(), ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }),
    ).toBeUndefined();
    expect(server.received).toEqual([]);
  });

  it('asks again when GitHub stumbles', async () => {
    answers = [
      { status: 502, body: {} },
      { status: 502, body: {} },
    ];
    expect(await find(actions())).toMatchObject({ token: 'identity' });
    expect(delays).toEqual([1000, 2000]);
  });

  it.each<[Answer, string, number]>([
    [{ status: 403, body: {} }, '"permissions: id-token: write"', 1],
    [{ status: 503, body: {} }, '(status 503)', 3],
    [{ status: 200, body: {} }, 'holds no identity token', 1],
    [{ status: 200, body: { value: '' } }, 'holds no identity token', 1],
    [{ status: 200, body: 'no' }, 'holds no identity token', 1],
  ])('says why there is no token: %j', async (answer, message, asked) => {
    answers = Array(5).fill(answer);
    await expect(find(actions())).rejects.toThrow(message);
    expect(server.received).toHaveLength(asked);
  });

  it('says that GitHub cannot be reached', async () => {
    const env = actions();
    await server.stop();
    await expect(find(env)).rejects.toThrow(
      "GitHub's service for identity tokens cannot be reached (ECONNREFUSED).",
    );
  });
});
