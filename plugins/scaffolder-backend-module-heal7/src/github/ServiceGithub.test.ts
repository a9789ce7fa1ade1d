import { ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { readServiceDefaults } from '../service-defaults';
import { ServiceGithub } from './ServiceGithub';

function start(answer: () => Response, host = 'git.example') {
  const config = new ConfigReader({
    backend: { baseUrl: 'http://localhost:7007' },
    delivery: { manifests: { repoUrl: `https://${host}/tea/manifests.git` } },
    integrations: {
      github: [
        { host: 'git.example', apiBaseUrl: 'https://git.example/api/v3' },
      ],
    },
  });
  const asked: string[] = [];
  const github = new ServiceGithub({
    integrations: ScmIntegrations.fromConfig(config),
    defaults: readServiceDefaults(config),
    fetch: async (url, init) => {
      asked.push(`${init?.method} ${url}`);
      return answer();
    },
  });
  return { asked, github };
}
const no = (status: number) => () => Response.json({}, { status });

describe('ServiceGithub', () => {
  it.each([
    [() => Response.json([{}, {}]), 2],
    [no(409), 0],
    [no(404), 0],
  ])('counts commits, none in an empty repository', async (answer, count) => {
    expect(await start(answer).github.commitCount('shop')).toBe(count);
  });

  it('says what it did not get to know', async () => {
    const { github } = start(no(403));
    await expect(github.commitCount('shop')).rejects.toThrow(
      'GitHub (git.example) did not say what tea/shop holds: status 403.',
    );
    await expect(github.workflowsRelease()).rejects.toThrow(
      /did not say which releases tea\/workflows has/,
    );
  });

  it.each([
    [() => new Response(null, { status: 204 }), true],
    [no(404), true],
    [no(403), false],
  ])('deletes what is there', async (answer, isGone) => {
    const { asked, github } = start(answer);
    expect(await github.deleteRepository('shop')).toBe(isGone);
    expect(asked).toEqual(['DELETE https://git.example/api/v3/repos/tea/shop']);
  });

  it('deletes nothing by a name that leads elsewhere', async () => {
    const { asked, github } = start(no(204));
    await expect(github.deleteRepository('..')).rejects.toThrow(
      'tea/.. is not the name of a repository',
    );
    expect(asked).toEqual([]);
  });

  it('does not take an unreachable GitHub for a free name', async () => {
    const { github } = start(() => {
      throw new Error('ECONNREFUSED');
    });
    await expect(github.repositoryExists('shop')).rejects.toThrow(
      'GitHub (git.example) is not reachable: ECONNREFUSED',
    );
  });

  it('needs an integration', async () => {
    const { github } = start(no(200), 'other.example');
    await expect(github.repositoryExists('shop')).rejects.toThrow(InputError);
  });
});
