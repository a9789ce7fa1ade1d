import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GithubClient } from '@heal7/github-client';
import { RetryableError, TerminalError } from '../rollback/effect-errors';
import { GithubContents, WriteRefusedError } from './github-contents';

const contentsWhen = (
  answer: () => Response,
  repoUrl = 'https://git.example/acme/manifests.git',
) =>
  new GithubContents({
    client: new GithubClient({
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [
              { host: 'git.example', apiBaseUrl: 'https://git.example/api/v3' },
            ],
          },
        }),
      ),
      fetch: async () => answer(),
    }),
    repoUrl,
    branch: 'main',
  });
const no = (status: number) => () =>
  Response.json({ message: 'No' }, { status });

describe('GithubContents', () => {
  it.each([
    ['the page of a proxy', () => new Response('<html>'), RetryableError],
    ['a folder', () => Response.json([{ type: 'file' }]), TerminalError],
    ['400', no(400), TerminalError],
    ['409', no(409), TerminalError],
    ['503', no(503), RetryableError],
  ])('reading %s', async (_, answer, type) => {
    const contents = contentsWhen(answer);
    await expect(contents.read('a.yaml')).rejects.toThrow(type);
    await expect(contents.readAt('a.yaml', 'sha')).rejects.toThrow(type);
    await expect(contents.commits('a.yaml', new Date())).rejects.toThrow(type);
  });

  it('tells a file that was not there from one that must be there', async () => {
    const contents = contentsWhen(no(404));
    expect(await contents.readAt('a.yaml', 'sha')).toBeUndefined();
    await expect(contents.read('a.yaml')).rejects.toThrow(
      new TerminalError('a.yaml does not exist in acme/manifests'),
    );
  });

  it.each([409, 422])('says that a write was refused by %d', async status => {
    const write = contentsWhen(no(status)).write('a.yaml', 'a: 1', 'sha', 'A');
    await expect(write).rejects.toThrow(WriteRefusedError);
    await expect(write).rejects.toMatchObject({
      status,
      message: 'GitHub refused to write a.yaml: No',
    });
  });

  it.each([
    ['https://other.example/acme/manifests', /no GitHub integration for other/],
    ['https://git.example/acme', /is not the address of a repository/],
  ])('needs a human for %s', async (repoUrl, message) => {
    const failure = await contentsWhen(no(500), repoUrl)
      .read('a.yaml')
      .catch(error => error);
    expect(failure).toBeInstanceOf(TerminalError);
    expect(failure.message).toMatch(message);
  });
});
