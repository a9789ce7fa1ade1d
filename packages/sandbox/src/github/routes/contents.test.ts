import { minji, startGithub, TestGithub } from '../testing/start-github';

interface Written {
  content: { sha: string; path: string };
  commit: { sha: string; message: string; author: { name: string } };
}

jest.setTimeout(60_000);

describe('contents', () => {
  let server: TestGithub;
  let head: string;
  const path =
    '/repos/heal7/demo/contents/environments/dev/demo/values-dev.yaml';
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  beforeEach(async () => {
    server = await startGithub();
    head = await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: {
        'environments/dev/demo/values-dev.yaml':
          'image:\n  tag: 1.0.0-aaaaaaa # set by CI\n',
      },
      message: 'Start',
      author: minji,
    });
  });
  afterEach(() => server.stop());

  it('writes only on top of the version the caller has seen', async () => {
    const file = await (await server.api(path)).json();
    expect(Buffer.from(file.content, 'base64').toString()).toContain(
      '1.0.0-aaaaaaa',
    );
    expect(file.html_url).toBe(
      `${server.url}/heal7/demo/blob/main/environments/dev/demo/values-dev.yaml`,
    );
    const put = (sha: string | undefined, text: string) =>
      server.api(path, {
        method: 'PUT',
        body: {
          message: 'Release',
          content: base64(text),
          sha,
          branch: 'main',
          author: minji,
        },
      });

    const missing = await put(undefined, 'x');
    expect(missing.status).toBe(422);
    expect(await missing.json()).toMatchObject({
      message: expect.stringContaining(`"sha" wasn't supplied`),
    });

    const written = await put(file.sha, 'image:\n  tag: 1.0.1-bbbbbbb\n');
    expect(written.status).toBe(200);
    const { content, commit }: Written = await written.json();
    expect(commit).toMatchObject({
      message: 'Release',
      author: { name: 'Minji Kim' },
    });
    expect(await server.github.headOf('heal7/demo', 'main')).toBe(commit.sha);
    expect(content.sha).not.toBe(file.sha);

    const stale = await put(file.sha, 'image:\n  tag: 1.0.2-ccccccc\n');
    expect(stale.status).toBe(409);
    expect((await stale.json()).message).toContain('does not match');
    expect(
      await server.github.readFile('heal7/demo', 'main', content.path),
    ).toContain('1.0.1-bbbbbbb');
  });

  it('lets exactly one of many concurrent writers win', async () => {
    const { sha } = await (await server.api(path)).json();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(n =>
        server.api(path, {
          method: 'PUT',
          body: { message: `${n}`, content: base64(`${n}`), sha },
        }),
      ),
    );
    expect(answers.map(each => each.status).sort()).toEqual([
      200, 409, 409, 409,
    ]);
  });

  it('creates, deletes, lists folders, sends raw bytes and 304', async () => {
    const created = await server.api(
      '/repos/heal7/demo/contents/docs/a%20b.md',
      {
        method: 'PUT',
        body: { message: 'Doc', content: base64('hello') },
      },
    );
    expect(created.status).toBe(201);
    const folder = await (
      await server.api('/repos/heal7/demo/contents/docs')
    ).json();
    expect(folder).toMatchObject([
      { name: 'a b.md', path: 'docs/a b.md', type: 'file', size: 5 },
    ]);

    const raw = await server.api('/repos/heal7/demo/contents/docs/a%20b.md', {
      headers: { accept: 'application/vnd.github.v3.raw' },
    });
    expect(await raw.text()).toBe('hello');
    const etag = raw.headers.get('etag') ?? '';
    const again = await server.api('/repos/heal7/demo/contents/docs/a%20b.md', {
      headers: {
        accept: 'application/vnd.github.v3.raw',
        'if-none-match': etag,
      },
    });
    expect(again.status).toBe(304);

    const old = await server.api(`/repos/heal7/demo/contents/docs?ref=${head}`);
    expect(old.status).toBe(404);
    const gone = await server.api('/repos/heal7/demo/contents/docs/a%20b.md', {
      method: 'DELETE',
      body: { message: 'Remove', sha: folder[0].sha },
    });
    expect(gone.status).toBe(200);
    expect((await server.api('/repos/heal7/demo/contents/docs')).status).toBe(
      404,
    );
    const bytes = await fetch(
      `${server.url}/raw/heal7/demo/main/environments/dev/demo/values-dev.yaml`,
    );
    expect(await bytes.text()).toContain('image:');
  });

  it.each(['../x', 'a/../b', '.git/config', 'a//b', 'x%00y', 'a%0Ab'])(
    'refuses the path %s',
    async bad => {
      const answer = await server.api(
        `/repos/heal7/demo/contents/${bad
          .replace(/\.\./g, '%2e%2e')
          .replace(/\//g, '%2F')}`,
        {
          method: 'PUT',
          body: { message: 'Bad', content: '' },
        },
      );
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(await server.github.headOf('heal7/demo', 'main')).toBe(head);
    },
  );

  it.each(['main --upload-pack=x', '-x', 'a..b', '@{1}', 'x.lock'])(
    'refuses the branch %s',
    async branch => {
      const answer = await server.api('/repos/heal7/demo/contents/new.txt', {
        method: 'PUT',
        body: { message: 'Bad', content: '', branch },
      });
      expect(answer.status).toBe(422);
    },
  );
});
