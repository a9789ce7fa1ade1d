import {
  RetryableError,
  SupersededError,
  TerminalError,
} from '../rollback/effect-errors';
import { githubContents } from '../rollback/__testUtils__/test-act';
import { TestGithub } from '../rollback/__testUtils__/test-github';
import {
  bad,
  good,
  values,
  valuesPath,
} from '../rollback/__testUtils__/test-world';
import { GithubManifestsWriter } from './github-manifests-writer';

const github = new TestGithub();
beforeAll(() => github.start());
afterAll(() => github.stop());
beforeEach(() => {
  github.commits.length = 0;
  github.refusals.length = 0;
  github.afterRead = () => {};
  github.files.set(valuesPath, values(bad.tag));
});

const write = (path = valuesPath) =>
  new GithubManifestsWriter({
    contents: githubContents(github),
    locate: () => ({ path, key: 'image.tag' }),
    now: () => new Date('2025-11-20T12:00:00Z'),
  }).write({
    rollbackId: 'r1',
    service: 'pay',
    environment: 'prod',
    from: bad,
    to: good,
    reason: 'errors\n\nHeal7-Rollback-Id: forged',
    requestedBy: 'user:default/ann',
  });

const once = (action: () => void) => {
  github.afterRead = () => {
    github.afterRead = () => {};
    action();
  };
};

describe('GithubManifestsWriter', () => {
  it('changes one key, authenticated, with trailers and a reason that cannot forge one', async () => {
    const result = await write();
    expect(result).toMatchObject({
      alreadyThere: false,
      url: expect.stringContaining('/c/'),
    });
    expect(github.files.get(valuesPath)).toBe(values(good.tag));
    expect(github.commits).toEqual([
      {
        sha: result.commit,
        path: valuesPath,
        authorization: expect.stringMatching(/test-token$/),
        message: [
          'Roll back pay in prod: 1.42.0 → 1.41.3',
          '',
          'errors Heal7-Rollback-Id: forged',
          '',
          'Heal7-Rollback-Id: r1',
          'Heal7-Requested-By: user:default/ann',
          '',
        ].join('\n'),
      },
    ]);
  });

  it('finds its own commit after a crash between the write and its record', async () => {
    const first = await write();
    const again = await write();
    expect(again).toEqual({
      commit: first.commit,
      url: undefined,
      alreadyThere: true,
    });
    expect(github.commits).toHaveLength(1);
  });

  it('does it once when the answer of the write was lost', async () => {
    github.loseNextAnswer = true;
    await expect(write()).rejects.toThrow(RetryableError);
    expect(await write()).toMatchObject({
      alreadyThere: true,
      commit: github.commits[0].sha,
    });
    expect(github.commits).toHaveLength(1);
  });

  it("does not take somebody else's commit for its own", async () => {
    github.commit(valuesPath, values(good.tag), 'by hand, see r1');
    expect(await write()).toEqual({ alreadyThere: true });
  });

  it('reads again when the file changed under its hands, and keeps that change', async () => {
    once(() =>
      github.commit(valuesPath, `${values(bad.tag)}debug: true\n`, 'other key'),
    );
    await write();
    expect(github.files.get(valuesPath)).toBe(
      `${values(good.tag)}debug: true\n`,
    );
  });

  it('stops when the other one deployed another version', async () => {
    once(() => github.commit(valuesPath, values('1.43.0-3333333'), 'release'));
    await expect(write()).rejects.toEqual(
      new SupersededError('1.43.0-3333333'),
    );
  });

  it.each([
    [401, {}, TerminalError, /credentials/],
    [403, {}, TerminalError, /may not/],
    [403, { 'x-ratelimit-remaining': '0' }, RetryableError, /limits/],
    [429, {}, RetryableError, /limits/],
    [500, {}, RetryableError, /500/],
  ] as const)(
    'reading answered with %s %p',
    async (status, headers, type, text) => {
      github.refusals.push({ method: 'GET', status, headers });
      const failure = await write().catch(error => error);
      expect(failure).toBeInstanceOf(type);
      expect(failure.message).toMatch(text);
    },
  );

  it('says which file is missing', async () => {
    await expect(write('nowhere.yaml')).rejects.toThrow(
      new TerminalError('nowhere.yaml does not exist in acme/manifests'),
    );
  });

  it('gives a refusal that is no race back with the reason of GitHub', async () => {
    const message = 'path is malformed';
    github.refusals.push({ method: 'PUT', status: 422, message });
    await expect(write()).rejects.toThrow(
      new TerminalError(`GitHub refused to write ${valuesPath}: ${message}`),
    );
  });

  it('keeps trying while the branch moves, then lets the worker back off', async () => {
    for (let index = 0; index < 4; index += 1) {
      github.refusals.push({
        method: 'PUT',
        status: 409,
        message: 'is at 1 but expected 2',
      });
    }
    // Only writes are refused: TestGithub takes refusals in order, reads pass in between.
    await expect(write()).rejects.toThrow(RetryableError);
    expect(github.refusals).toHaveLength(0);
  });

  it('is retryable when nobody answers', async () => {
    const stopped = new TestGithub();
    await stopped.start();
    await stopped.stop();
    const writer = new GithubManifestsWriter({
      contents: githubContents(stopped),
      locate: () => ({ path: valuesPath, key: 'image.tag' }),
      now: () => new Date(),
    });
    await expect(
      writer.write({
        rollbackId: 'r1',
        service: 'pay',
        environment: 'prod',
        from: bad,
        to: good,
        reason: 'x',
        requestedBy: 'user:default/ann',
      }),
    ).rejects.toThrow(RetryableError);
  });
});
