import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PushEvent } from '../events';
import { GitError, gitText, runGit } from '../git/run-git';
import {
  minji,
  portalToken,
  startGithub,
  TestGithub,
} from '../testing/start-github';

jest.setTimeout(60_000);

describe('Git over HTTP', () => {
  let server: TestGithub;
  beforeEach(async () => {
    server = await startGithub();
    await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: {
        'README.md': '# demo\n',
        'bin/run.sh': { content: '#!/bin/sh\n', executable: true },
      },
      message: 'Start',
      author: minji,
    });
  });
  afterEach(() => server.stop());

  const withToken = (token: string) =>
    server.url.replace('http://', `http://x-access-token:${token}@`);

  it('clones anonymously, pushes with a token, pulls, and announces the push', async () => {
    const pushes: PushEvent[] = [];
    server.github.onPush(push => pushes.push(push));
    const first = await server.folder();
    await runGit(['clone', '--quiet', `${server.url}/heal7/demo.git`, first]);
    expect(await readFile(join(first, 'README.md'), 'utf8')).toBe('# demo\n');
    expect(
      await gitText(['ls-files', '-s', 'bin/run.sh'], { cwd: first }),
    ).toMatch(/^100755/);
    const before = (
      await gitText(['rev-parse', 'HEAD'], { cwd: first })
    ).trim();

    const second = await server.folder();
    await runGit([
      'clone',
      '--quiet',
      `${withToken(portalToken)}/heal7/demo`,
      second,
    ]);
    // More than 1 MB makes Git send chunked, and incompressible data keeps it big.
    await writeFile(
      join(second, 'big.bin'),
      Buffer.from(
        Array.from(
          { length: 1_500_000 },
          (_, i) => (i * 7919) % 251 ^ (i >> 8),
        ),
      ),
    );
    await writeFile(join(second, 'README.md'), '# demo 2\n');
    await runGit(['add', '.'], { cwd: second });
    await runGit(['commit', '--quiet', '-m', 'Second'], {
      cwd: second,
      author: minji,
    });
    await runGit(
      ['push', '--quiet', 'origin', 'HEAD:main', 'HEAD:refs/heads/feature/x'],
      { cwd: second },
    );
    const after = (
      await gitText(['rev-parse', 'HEAD'], { cwd: second })
    ).trim();
    const common = {
      owner: 'heal7',
      repo: 'demo',
      after,
      pusher: 'heal7-portal',
    };
    expect(pushes).toHaveLength(2);
    expect(pushes).toContainEqual({
      ...common,
      ref: 'refs/heads/main',
      before,
    });
    expect(pushes).toContainEqual({
      ...common,
      ref: 'refs/heads/feature/x',
      before: '0'.repeat(40),
    });

    await runGit(['pull', '--quiet'], { cwd: first });
    expect(await readFile(join(first, 'README.md'), 'utf8')).toBe('# demo 2\n');
    expect(await server.github.headOf('heal7/demo', 'main')).toBe(after);
  });

  it('refuses to push without a token, with a wrong one, and what is not a fast-forward', async () => {
    const work = await server.folder();
    await runGit(['clone', '--quiet', `${server.url}/heal7/demo.git`, work]);
    await runGit(['commit', '--quiet', '--allow-empty', '-m', 'Mine'], {
      cwd: work,
      author: minji,
    });
    await expect(
      runGit(['push', '--quiet', 'origin', 'main'], { cwd: work }),
    ).rejects.toThrow(GitError);
    await expect(
      runGit(
        ['push', '--quiet', `${withToken('wrong')}/heal7/demo.git`, 'main'],
        { cwd: work },
      ),
    ).rejects.toThrow(/Authentication failed|401/);
    await server.github.commitFiles(
      'heal7/demo',
      'main',
      { 'other.txt': 'x' },
      'Other',
      minji,
    );
    await expect(
      runGit(
        ['push', '--quiet', `${withToken(portalToken)}/heal7/demo.git`, 'main'],
        { cwd: work },
      ),
    ).rejects.toThrow(/rejected|non-fast-forward|fetch first/);
  });

  it('hides private and unknown repositories, and paths that try to get out', async () => {
    await server.api('/orgs/heal7/repos', {
      method: 'POST',
      body: { name: 'secret', visibility: 'private' },
    });
    const status = async (path: string, token?: string) =>
      (
        await fetch(`${server.url}${path}/info/refs?service=git-upload-pack`, {
          headers: token
            ? {
                authorization: `Basic ${Buffer.from(`${token}:`).toString(
                  'base64',
                )}`,
              }
            : {},
        })
      ).status;
    expect(await status('/heal7/secret.git')).toBe(401);
    expect(await status('/heal7/secret.git', portalToken)).toBe(200);
    expect(await status('/heal7/nothing.git', portalToken)).toBe(404);
    expect(await status('/heal7/..%2f..%2fdemo.git', portalToken)).toBe(404);
    expect(await status('/..%2fgit/demo.git', portalToken)).toBe(404);
  });
});
